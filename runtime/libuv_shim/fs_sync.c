/* internalBinding('fs'): synchronous file operations. Paths are strings; each function throws Node's system error, with
 * errno, code, syscall, path and dest.
 *   open(path, flags, mode) → fd         close(fd)
 *   read(fd, length, position) → string of bytes (Latin-1); position -1: where the descriptor is
 *   write(fd, text, encoding, position) → bytes written
 *   readFile(path or fd, encoding) → text       writeFile(path or fd, text, encoding, flags, mode)
 *       encoding: 'utf8', or 'latin1' (a character for each byte)
 *   stat(path), lstat(path), fstat(fd) → [dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks, then seconds and
 *       nanoseconds of atime, mtime, ctime, birthtime]; stat and lstat give undefined instead of throwing ENOENT or ENOTDIR
 *       if the second argument is false
 *   readdir(path) → [names, types]; types are UV_DIRENT_*
 *   mkdir(path, mode), rmdir(path), unlink(path), rename(from, to), link(from, to), symlink(target, path, flags)
 *   readlink(path), realpath(path) → path       mkdtemp(prefix) → path
 *   access(path, mode), copyFile(from, to, mode), chmod(path, mode), fchmod(fd, mode), chown(path, uid, gid),
 *   utimes(path, atime, mtime), futimes(fd, atime, mtime), ftruncate(fd, length), fsync(fd), fdatasync(fd)
 *   exists(path) → boolean
 *   constants */
#include "libuv_shim/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/* What the calls of one operation share. Strings are malloc'd and freed by finish. */
typedef struct Operation {
  JsIsolate *iso;
  uint32_t argc;
  JsValue *argv;
  uv_fs_t req;
  char *path, *dest;
  bool ok; /* so far: no exception */
} Operation;

#define BEGIN Operation op = {.iso = iso, .argc = argc, .argv = argv, .ok = true}; JS_UNUSED_ARGS

/* The argument as UTF-8; NULL: threw. A zero byte would end the path that the system sees. */
static char *path_text(Operation *op, uint32_t i) {
  JsString *s = js_to_string(op->iso, js_arg(op->argc, op->argv, i));
  size_t length = 0;
  char *text = s ? js_string_to_utf8(op->iso, s, &length) : NULL;
  if (!text || strlen(text) == length) return text;
  free(text);
  js_throw_type_error(op->iso, "The argument 'path' must be a string without null bytes");
  return NULL;
}
static const char *path_arg(Operation *op, uint32_t i) {
  if (op->ok && !op->path) op->ok = (op->path = path_text(op, i)) != NULL;
  return op->path;
}
static const char *dest_arg(Operation *op, uint32_t i) {
  if (op->ok && !op->dest) op->ok = (op->dest = path_text(op, i)) != NULL;
  return op->dest;
}
static int int_arg(Operation *op, uint32_t i) {
  int32_t n = 0;
  if (op->ok) op->ok = js_arg_int(op->iso, op->argc, op->argv, i, &n);
  return n;
}
static double number_arg(Operation *op, uint32_t i) {
  double n = 0;
  if (op->ok) op->ok = js_arg_double(op->iso, op->argc, op->argv, i, &n);
  return n;
}

static void dispose(Operation *op) {
  uv_fs_req_cleanup(&op->req);
  free(op->path);
  free(op->dest);
}

/* result: undefined where the caller has nothing else. error: negative. */
static JsValue finish(Operation *op, int64_t error, const char *syscall, JsValue result) {
  if (!op->ok) result = JS_EMPTY;
  else if (error < 0) result = js_throw_uv(op->iso, (int)error, syscall, op->path, op->dest);
  dispose(op);
  return result;
}

/* An operation without a result. args evaluate the arguments first: what they find wrong is seen in op.ok. */
#define SIMPLE(c_name, syscall, uv_name, args, ...)                                         \
  static JsValue c_name(JS_ARGS) {                                                          \
    BEGIN;                                                                                  \
    args;                                                                                   \
    int error = op.ok ? uv_name(NULL, &op.req, __VA_ARGS__, NULL) : 0;                      \
    return finish(&op, error, syscall, JS_UNDEFINED);                                       \
  }
SIMPLE(fs_close, "close", uv_fs_close, int fd = int_arg(&op, 0), fd)
SIMPLE(fs_mkdir, "mkdir", uv_fs_mkdir, path_arg(&op, 0); int mode = int_arg(&op, 1), op.path, mode)
SIMPLE(fs_rmdir, "rmdir", uv_fs_rmdir, path_arg(&op, 0), op.path)
SIMPLE(fs_unlink, "unlink", uv_fs_unlink, path_arg(&op, 0), op.path)
SIMPLE(fs_rename, "rename", uv_fs_rename, path_arg(&op, 0); dest_arg(&op, 1), op.path, op.dest)
SIMPLE(fs_link, "link", uv_fs_link, path_arg(&op, 0); dest_arg(&op, 1), op.path, op.dest)
SIMPLE(fs_symlink, "symlink", uv_fs_symlink, path_arg(&op, 0); dest_arg(&op, 1); int flags = int_arg(&op, 2), op.path,
       op.dest, flags)
SIMPLE(fs_access, "access", uv_fs_access, path_arg(&op, 0); int mode = int_arg(&op, 1), op.path, mode)
SIMPLE(fs_copy_file, "copyfile", uv_fs_copyfile, path_arg(&op, 0); dest_arg(&op, 1); int mode = int_arg(&op, 2), op.path,
       op.dest, mode)
SIMPLE(fs_chmod, "chmod", uv_fs_chmod, path_arg(&op, 0); int mode = int_arg(&op, 1), op.path, mode)
SIMPLE(fs_fchmod, "fchmod", uv_fs_fchmod, int fd = int_arg(&op, 0); int mode = int_arg(&op, 1), fd, mode)
SIMPLE(fs_chown, "chown", uv_fs_chown, path_arg(&op, 0); int uid = int_arg(&op, 1); int gid = int_arg(&op, 2), op.path,
       (uv_uid_t)uid, (uv_gid_t)gid)
SIMPLE(fs_utimes, "utime", uv_fs_utime, path_arg(&op, 0); double a = number_arg(&op, 1); double m = number_arg(&op, 2),
       op.path, a, m)
SIMPLE(fs_futimes, "futime", uv_fs_futime, int fd = int_arg(&op, 0); double a = number_arg(&op, 1);
       double m = number_arg(&op, 2), fd, a, m)
SIMPLE(fs_ftruncate, "ftruncate", uv_fs_ftruncate, int fd = int_arg(&op, 0); double n = number_arg(&op, 1), fd, (int64_t)n)
SIMPLE(fs_fsync, "fsync", uv_fs_fsync, int fd = int_arg(&op, 0), fd)
SIMPLE(fs_fdatasync, "fdatasync", uv_fs_fdatasync, int fd = int_arg(&op, 0), fd)

static JsValue fs_open(JS_ARGS) {
  BEGIN;
  path_arg(&op, 0);
  int flags = int_arg(&op, 1), mode = int_arg(&op, 2);
  int fd = op.ok ? uv_fs_open(NULL, &op.req, op.path, flags, mode, NULL) : 0;
  return finish(&op, fd, "open", js_int32(fd));
}

static JsValue text_result(Operation *op, int error, const char *syscall, const char *(*text)(const uv_fs_t *)) {
  JsValue result = op->ok && error >= 0 ? js_string_value(op->iso, text(&op->req)) : JS_UNDEFINED;
  return finish(op, error, syscall, result);
}
static const char *text_in_ptr(const uv_fs_t *req) { return req->ptr; }
static const char *text_in_path(const uv_fs_t *req) { return req->path; }

static JsValue fs_readlink(JS_ARGS) {
  BEGIN;
  path_arg(&op, 0);
  return text_result(&op, op.ok ? uv_fs_readlink(NULL, &op.req, op.path, NULL) : 0, "readlink", text_in_ptr);
}

static JsValue fs_realpath(JS_ARGS) {
  BEGIN;
  path_arg(&op, 0);
  return text_result(&op, op.ok ? uv_fs_realpath(NULL, &op.req, op.path, NULL) : 0, "realpath", text_in_ptr);
}

static JsValue fs_mkdtemp(JS_ARGS) {
  BEGIN;
  const char *prefix = path_arg(&op, 0);
  size_t n = prefix ? strlen(prefix) : 0;
  char *pattern = prefix ? realloc(op.path, n + 7) : NULL;
  if (pattern) {
    op.path = pattern;
    memcpy(pattern + n, "XXXXXX", 7);
  }
  return text_result(&op, op.ok ? uv_fs_mkdtemp(NULL, &op.req, op.path, NULL) : 0, "mkdtemp", text_in_path);
}

static JsValue fs_exists(JS_ARGS) {
  BEGIN;
  path_arg(&op, 0);
  int error = op.ok ? uv_fs_access(NULL, &op.req, op.path, F_OK, NULL) : 0;
  return finish(&op, 0, "access", js_bool(error == 0));
}

/* ---- Status ---- */

static JsValue stat_numbers(JsIsolate *iso, const uv_stat_t *s) {
  double all[] = {
      (double)s->st_dev, (double)s->st_mode, (double)s->st_nlink, (double)s->st_uid, (double)s->st_gid,
      (double)s->st_rdev, (double)s->st_blksize, (double)s->st_ino, (double)s->st_size, (double)s->st_blocks,
      (double)s->st_atim.tv_sec, (double)s->st_atim.tv_nsec, (double)s->st_mtim.tv_sec, (double)s->st_mtim.tv_nsec,
      (double)s->st_ctim.tv_sec, (double)s->st_ctim.tv_nsec, (double)s->st_birthtim.tv_sec, (double)s->st_birthtim.tv_nsec,
  };
  return js_numbers(iso, all, sizeof all / sizeof *all);
}

static JsValue stat_result(Operation *op, int error, const char *syscall) {
  if (!op->ok) return finish(op, 0, syscall, JS_EMPTY);
  bool quiet = js_arg(op->argc, op->argv, 1) == JS_FALSE && (error == UV_ENOENT || error == UV_ENOTDIR);
  JsValue result = error >= 0 ? stat_numbers(op->iso, &op->req.statbuf) : JS_UNDEFINED;
  return finish(op, quiet ? 0 : error, syscall, result);
}

static JsValue fs_stat(JS_ARGS) {
  BEGIN;
  path_arg(&op, 0);
  return stat_result(&op, op.ok ? uv_fs_stat(NULL, &op.req, op.path, NULL) : 0, "stat");
}

static JsValue fs_lstat(JS_ARGS) {
  BEGIN;
  path_arg(&op, 0);
  return stat_result(&op, op.ok ? uv_fs_lstat(NULL, &op.req, op.path, NULL) : 0, "lstat");
}

static JsValue fs_fstat(JS_ARGS) {
  BEGIN;
  int fd = int_arg(&op, 0);
  return stat_result(&op, op.ok ? uv_fs_fstat(NULL, &op.req, fd, NULL) : 0, "fstat");
}

static JsValue directory_entries(JsIsolate *iso, uv_fs_t *req, uint32_t count) {
  JsObject *names = js_array_with_capacity(iso, count), *types = names ? js_array_with_capacity(iso, count) : NULL;
  JsObject *both = types ? js_array_with_capacity(iso, 2) : NULL;
  uv_dirent_t entry;
  if (!both) return JS_EMPTY;
  while (uv_fs_scandir_next(req, &entry) == 0) {
    JsValue name = js_string_value(iso, entry.name);
    if (name == JS_EMPTY || !js_array_push(iso, names, name) || !js_array_push(iso, types, js_int32(entry.type))) {
      return JS_EMPTY;
    }
  }
  bool ok = js_array_push(iso, both, js_from_cell(names)) && js_array_push(iso, both, js_from_cell(types));
  return ok ? js_from_cell(both) : JS_EMPTY;
}

static JsValue fs_readdir(JS_ARGS) {
  BEGIN;
  path_arg(&op, 0);
  int count = op.ok ? uv_fs_scandir(NULL, &op.req, op.path, 0, NULL) : 0;
  JsValue result = op.ok && count >= 0 ? directory_entries(iso, &op.req, (uint32_t)count) : JS_UNDEFINED;
  return finish(&op, count, "scandir", result);
}

/* ---- Contents ---- */

static bool is_latin1(Operation *op, uint32_t i) {
  JsValue v = js_arg(op->argc, op->argv, i);
  if (!js_is_string(v)) return false;
  char *name = js_string_to_utf8(op->iso, js_as_string(v), &(size_t){0});
  bool latin1 = name && (strcmp(name, "latin1") == 0 || strcmp(name, "binary") == 0);
  free(name);
  return latin1;
}

static JsValue text_value(JsIsolate *iso, const char *bytes, size_t length, bool latin1) {
  JsString *s = latin1 ? js_string_from_latin1(iso, (const uint8_t *)bytes, length) : js_string_from_utf8(iso, bytes, length);
  return s ? js_from_cell(s) : JS_EMPTY;
}

/* The bytes of a string argument: malloc'd. */
static char *bytes_arg(Operation *op, uint32_t i, bool latin1, size_t *length) {
  JsString *s = op->ok ? js_to_string(op->iso, js_arg(op->argc, op->argv, i)) : NULL;
  char *bytes = NULL;
  if (s && !latin1) {
    bytes = js_string_to_utf8(op->iso, s, length);
  } else if (s) {
    JsChars chars = js_string_chars(op->iso, s);
    *length = chars.length;
    bytes = chars.data ? malloc(chars.length + 1) : NULL;
    for (uint32_t j = 0; bytes && j < chars.length; j++) bytes[j] = (char)js_chars_at(&chars, j);
    JS_KEEP(s);
  }
  op->ok = op->ok && bytes;
  return bytes;
}

static JsValue fs_read(JS_ARGS) {
  BEGIN;
  int fd = int_arg(&op, 0);
  double length = number_arg(&op, 1), position = number_arg(&op, 2);
  if (op.ok && !(length >= 0 && length <= JS_MAX_STRING_LENGTH)) {
    op.ok = false;
    js_throw_range_error(iso, "read: length out of range");
  }
  char *bytes = op.ok ? malloc((size_t)length + 1) : NULL;
  if (op.ok && !bytes) return finish(&op, UV_ENOMEM, "read", JS_UNDEFINED);
  uv_buf_t buffer = uv_buf_init(bytes, op.ok ? (unsigned)length : 0);
  int n = op.ok ? uv_fs_read(NULL, &op.req, fd, &buffer, 1, (int64_t)position, NULL) : 0;
  JsValue result = op.ok && n >= 0 ? text_value(iso, bytes, (size_t)n, true) : JS_UNDEFINED;
  free(bytes);
  return finish(&op, n, "read", result);
}

/* Writes it all. Returns the bytes written or an error. position -1: where the descriptor is. */
static int64_t write_bytes(int fd, const char *bytes, size_t length, int64_t position) {
  size_t done = 0;
  while (done < length) {
    size_t n = length - done < (size_t)1 << 30 ? length - done : (size_t)1 << 30;
    ssize_t w = position < 0 ? write(fd, bytes + done, n) : pwrite(fd, bytes + done, n, (off_t)(position + (int64_t)done));
    if (w < 0 && errno == EINTR) continue;
    if (w < 0) return done ? (int64_t)done : -errno;
    done += (size_t)w;
  }
  return (int64_t)done;
}

static JsValue fs_write(JS_ARGS) {
  BEGIN;
  size_t length = 0;
  int fd = int_arg(&op, 0);
  char *bytes = bytes_arg(&op, 1, is_latin1(&op, 2), &length);
  double position = js_is_number(js_arg(argc, argv, 3)) ? number_arg(&op, 3) : -1;
  int64_t n = op.ok ? write_bytes(fd, bytes, length, (int64_t)position) : 0;
  free(bytes);
  return finish(&op, n, "write", js_number((double)n));
}

/* Opens the path in argument 0, or takes the descriptor that it is. */
static int descriptor(Operation *op, int flags, int mode, bool *opened) {
  *opened = !js_is_number(js_arg(op->argc, op->argv, 0));
  if (!*opened) return int_arg(op, 0);
  path_arg(op, 0);
  int fd = op->ok ? uv_fs_open(NULL, &op->req, op->path, flags, mode, NULL) : -1;
  uv_fs_req_cleanup(&op->req);
  return fd;
}

static int64_t read_descriptor(int fd, char **out) {
  uv_fs_t req;
  size_t length = 0, capacity = 65536;
  if (uv_fs_fstat(NULL, &req, fd, NULL) == 0 && req.statbuf.st_size > 0) capacity = (size_t)req.statbuf.st_size + 1;
  uv_fs_req_cleanup(&req);
  char *bytes = malloc(capacity);
  while (bytes) {
    ssize_t n = read(fd, bytes + length, capacity - length);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) {
      int error = -errno;
      free(bytes);
      return error;
    }
    if (n == 0) {
      *out = bytes;
      return (int64_t)length;
    }
    length += (size_t)n;
    if (length < capacity) continue;
    char *grown = capacity > SIZE_MAX / 2 ? NULL : realloc(bytes, capacity * 2);
    if (!grown) break;
    bytes = grown;
    capacity *= 2;
  }
  free(bytes);
  return UV_ENOMEM;
}

static JsValue fs_read_file(JS_ARGS) {
  BEGIN;
  bool opened, latin1 = is_latin1(&op, 1);
  int fd = descriptor(&op, O_RDONLY | O_CLOEXEC, 0, &opened);
  if (!op.ok || fd < 0) return finish(&op, fd, "open", JS_UNDEFINED);
  char *bytes = NULL;
  int64_t n = read_descriptor(fd, &bytes);
  if (opened) close(fd);
  if (n < 0) {
    free(op.path); /* Node's error of a read names no path */
    op.path = NULL;
    return finish(&op, n, "read", JS_UNDEFINED);
  }
  JsValue result = text_value(iso, bytes, (size_t)n, latin1);
  free(bytes);
  return finish(&op, 0, "read", result);
}

static JsValue fs_write_file(JS_ARGS) {
  BEGIN;
  bool opened;
  size_t length = 0;
  char *bytes = bytes_arg(&op, 1, is_latin1(&op, 2), &length);
  int flags = int_arg(&op, 3), mode = int_arg(&op, 4);
  int fd = op.ok ? descriptor(&op, flags | O_CLOEXEC, mode, &opened) : -1;
  if (!op.ok || fd < 0) {
    free(bytes);
    return finish(&op, fd, "open", JS_UNDEFINED);
  }
  int64_t n = write_bytes(fd, bytes, length, -1);
  if (opened) close(fd);
  free(bytes);
  return finish(&op, n, "write", JS_UNDEFINED);
}

static const JsBindingFunction functions[] = {
    {"open", fs_open, 3}, {"close", fs_close, 1}, {"read", fs_read, 3}, {"write", fs_write, 4},
    {"readFile", fs_read_file, 2}, {"writeFile", fs_write_file, 5},
    {"stat", fs_stat, 2}, {"lstat", fs_lstat, 2}, {"fstat", fs_fstat, 1},
    {"readdir", fs_readdir, 1}, {"mkdir", fs_mkdir, 2}, {"rmdir", fs_rmdir, 1}, {"unlink", fs_unlink, 1},
    {"rename", fs_rename, 2}, {"link", fs_link, 2}, {"symlink", fs_symlink, 3},
    {"readlink", fs_readlink, 1}, {"realpath", fs_realpath, 1}, {"mkdtemp", fs_mkdtemp, 1},
    {"access", fs_access, 2}, {"copyFile", fs_copy_file, 3}, {"chmod", fs_chmod, 2}, {"fchmod", fs_fchmod, 2},
    {"chown", fs_chown, 3}, {"utimes", fs_utimes, 3}, {"futimes", fs_futimes, 3}, {"ftruncate", fs_ftruncate, 2},
    {"fsync", fs_fsync, 1}, {"fdatasync", fs_fdatasync, 1}, {"exists", fs_exists, 1}, {NULL, NULL, 0},
};

static const JsBindingNumber constants[] = {
#define C(name) {#name, name}
    C(UV_FS_SYMLINK_DIR), C(UV_FS_SYMLINK_JUNCTION), C(O_RDONLY), C(O_WRONLY), C(O_RDWR), C(UV_DIRENT_UNKNOWN),
    C(UV_DIRENT_FILE), C(UV_DIRENT_DIR), C(UV_DIRENT_LINK), C(UV_DIRENT_FIFO), C(UV_DIRENT_SOCKET), C(UV_DIRENT_CHAR),
    C(UV_DIRENT_BLOCK), C(S_IFMT), C(S_IFREG), C(S_IFDIR), C(S_IFCHR), C(S_IFBLK), C(S_IFIFO), C(S_IFLNK), C(S_IFSOCK),
    C(O_CREAT), C(O_EXCL), {"UV_FS_O_FILEMAP", 0}, C(O_NOCTTY), C(O_TRUNC), C(O_APPEND), C(O_DIRECTORY), {"O_NOATIME", 01000000},
    C(O_NOFOLLOW), C(O_SYNC), C(O_DSYNC), {"O_DIRECT", 040000}, C(O_NONBLOCK), C(S_IRWXU), C(S_IRUSR), C(S_IWUSR), C(S_IXUSR),
    C(S_IRWXG), C(S_IRGRP), C(S_IWGRP), C(S_IXGRP), C(S_IRWXO), C(S_IROTH), C(S_IWOTH), C(S_IXOTH), C(F_OK), C(R_OK),
    C(W_OK), C(X_OK), C(UV_FS_COPYFILE_EXCL), {"COPYFILE_EXCL", UV_FS_COPYFILE_EXCL}, C(UV_FS_COPYFILE_FICLONE),
    {"COPYFILE_FICLONE", UV_FS_COPYFILE_FICLONE}, C(UV_FS_COPYFILE_FICLONE_FORCE),
    {"COPYFILE_FICLONE_FORCE", UV_FS_COPYFILE_FICLONE_FORCE}, {NULL, 0},
#undef C
};

JsValue js_binding_fs(JsIsolate *iso) {
  JsObject *o = js_object_new(iso);
  JsObject *numbers = o ? js_object_new(iso) : NULL;
  if (!numbers || !js_binding_functions(iso, o, functions) || !js_binding_numbers(iso, numbers, constants)) return JS_EMPTY;
  return js_binding_set(iso, o, "constants", js_from_cell(numbers)) ? js_from_cell(o) : JS_EMPTY;
}
