'use strict';
// file: URLs and paths (https://nodejs.org/docs/latest-v20.x/api/url.html#urlpathtofileurlpath-options).

const path = require('node/path');

// The path percent-encode set of the URL standard, and what would mean something else in a URL.
const ESCAPED = /[^!$&'()*+,\-./0-9:;=@A-Z[\]^_a-z|~]/gu;

function escapePath(text) {
  return text.replace(ESCAPED, (char) => (char.charCodeAt(0) < 0x80 ?
    `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}` : encodeURIComponent(char)));
}

// The href of a file.
function pathToFileHref(name) {
  const resolved = path.resolve(name);
  return `file://${escapePath(name.endsWith('/') && resolved !== '/' ? `${resolved}/` : resolved)}`;
}

// Path, and query with fragment, of a relative or file: URL specifier seen from a directory; the path decoded.
function splitUrl(specifier, directory) {
  let text = specifier;
  if (text.startsWith('file:')) text = text.slice(5).replace(/^\/\/(localhost(?=\/))?/, '');
  const end = text.search(/[?#]/);
  const suffix = end < 0 ? '' : text.slice(end);
  const encoded = end < 0 ? text : text.slice(0, end);
  let absolute = encoded.startsWith('/') ? path.normalize(encoded) : path.join(directory, encoded);
  if (encoded === '.' || encoded === '..' || encoded.endsWith('/.') || encoded.endsWith('/..')) absolute = `${absolute}/`;
  return { encoded: absolute, suffix };
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function fileHrefToPath(href) {
  return decode(splitUrl(href, '/').encoded);
}

module.exports = { pathToFileHref, fileHrefToPath, splitUrl, decode, escapePath };
