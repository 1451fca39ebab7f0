/* internalBinding('stdio'): the standard streams, written synchronously.
 *   writeString(fd, text)    as UTF-8, whole; waits where a pipe is full. Returns 0 or libuv's (negative) error number,
 *                            such as that of EPIPE
 *   guessHandleType(fd)      'FILE', 'TTY', 'PIPE', 'TCP', 'UDP', 'UNKNOWN' or 'INVALID'
 *   isatty(fd)
 *   getWindowSize(fd)        [columns, rows], or undefined if fd is no terminal */
#include "libuv_shim/internal.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* The descriptor may be non-blocking, shared with another process that made it so. */
static int write_all(int fd, const char *data, size_t length) {
  while (length > 0) {
    ssize_t n = write(fd, data, length);
    if (n >= 0) {
      data += n;
      length -= (size_t)n;
    } else if (errno == EAGAIN) {
      struct pollfd p = {.fd = fd, .events = POLLOUT};
      if (poll(&p, 1, -1) < 0 && errno != EINTR) return -errno;
    } else if (errno != EINTR) {
      return -errno;
    }
  }
  return 0;
}

static bool is_ascii(const uint8_t *s, size_t n) {
  size_t i = 0;
  for (uint64_t word; i + 8 <= n; i += 8) {
    memcpy(&word, s + i, 8);
    if (word & 0x8080808080808080ull) return false;
  }
  for (; i < n; i++) {
    if (s[i] & 0x80) return false;
  }
  return true;
}

static JsValue write_string(JS_ARGS) {
  JS_UNUSED_ARGS;
  int32_t fd;
  if (!js_arg_int(iso, argc, argv, 0, &fd)) return JS_EMPTY;
  JsString *s = js_to_string(iso, js_arg(argc, argv, 1));
  if (!s) return JS_EMPTY;
  JsChars chars = js_string_chars(iso, s);
  if (!chars.data) return JS_EMPTY;
  if (!chars.utf16 && is_ascii(chars.data, chars.length)) {
    int error = write_all(fd, chars.data, chars.length);
    JS_KEEP(s);
    return js_int32(error);
  }
  size_t length;
  char *text = js_string_to_utf8(iso, s, &length);
  if (!text) return JS_EMPTY;
  int error = write_all(fd, text, length);
  free(text);
  return js_int32(error);
}

static const char *handle_type(int fd) {
  switch (uv_guess_handle(fd)) {
    case UV_TTY: return "TTY";
    case UV_NAMED_PIPE: return "PIPE";
    case UV_TCP: return "TCP";
    case UV_UDP: return "UDP";
    case UV_FILE: return "FILE";
    default: return "UNKNOWN";
  }
}

static JsValue guess_handle_type(JS_ARGS) {
  JS_UNUSED_ARGS;
  int32_t fd;
  if (!js_arg_int(iso, argc, argv, 0, &fd)) return JS_EMPTY;
  return js_string_value(iso, fd < 0 ? "INVALID" : handle_type(fd));
}

static JsValue is_a_tty(JS_ARGS) {
  JS_UNUSED_ARGS;
  int32_t fd;
  if (!js_arg_int(iso, argc, argv, 0, &fd)) return JS_EMPTY;
  return js_bool(isatty(fd));
}

static JsValue get_window_size(JS_ARGS) {
  JS_UNUSED_ARGS;
  int32_t fd;
  struct winsize size;
  if (!js_arg_int(iso, argc, argv, 0, &fd)) return JS_EMPTY;
  if (ioctl(fd, TIOCGWINSZ, &size) != 0) return JS_UNDEFINED;
  return js_numbers(iso, (double[]){size.ws_col, size.ws_row}, 2);
}

JsValue js_binding_stdio(JsIsolate *iso) {
  static const JsBindingFunction functions[] = {
      {"writeString", write_string, 2},
      {"guessHandleType", guess_handle_type, 1},
      {"isatty", is_a_tty, 1},
      {"getWindowSize", get_window_size, 1},
      {NULL, NULL, 0},
  };
  JsObject *o = js_object_new(iso);
  return o && js_binding_functions(iso, o, functions) ? js_from_cell(o) : JS_EMPTY;
}
