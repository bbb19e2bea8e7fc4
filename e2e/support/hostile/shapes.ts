import { API_PATH } from '@/lib/transport/api-path'

const host = 'Host: localhost'
const form = 'Content-Type: application/x-www-form-urlencoded'

const request = (...lines: string[]) => `${lines.join('\r\n')}\r\n\r\n`
const page = (...headers: string[]) => request('GET /login HTTP/1.1', host, ...headers)
const post = (path: string, body: string, ...headers: string[]) =>
  request(`POST ${path} HTTP/1.1`, host, ...headers) + body

const paths = [
  '*',
  '/..',
  '/../../../../etc/passwd',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/..%2f..%2fetc%2fpasswd',
  '/\\..\\..\\windows',
  '//evil.test/',
  '///',
  '/%00',
  '/%',
  '/%zz',
  '/%ED%A0%80',
  '/%C0%AF',
  '/\x80\xFF',
  '/login;jsessionid=1',
  '/login#fragment',
  '/login?%',
  '/login?\x80',
  '/_next/../login',
  '/_next/static/../../server/app.js',
  '/_next/image?url=http://evil.test/a.png&w=64&q=75',
  '/_next/data/x/login.json',
  '/.env',
  '/.git/config',
  '/api/auth/../../login',
  '/api/auth/callback/credentials/../x',
  `${API_PATH}`,
  `${API_PATH}/../../login`,
  `${API_PATH}/%2e%2e/login`,
  `${API_PATH}//accounts`,
  `${API_PATH}/accounts?where=%00`,
  `${API_PATH}/openapi.json/..`,
  `/${'a/'.repeat(2_000)}`,
  `/login?${'a=b&'.repeat(2_000)}`,
  'http://evil.test/login',
  'https://localhost/login',
  'ftp://evil.test/',
  'login',
  '?',
  'javascript:alert(1)',
]

const methods = [
  'HEAD',
  'OPTIONS',
  'PUT',
  'PATCH',
  'DELETE',
  'TRACE',
  'CONNECT',
  'PROPFIND',
  'PURGE',
  'QUERY',
  'get',
  'G\x00T',
  'X'.repeat(300),
]

const bodies: { [name: string]: string } = {
  'a negative length': post('/login', 'a=b', form, 'Content-Length: -1'),
  'a length that is no number': post('/login', 'a=b', form, 'Content-Length: x'),
  'two lengths': post('/login', 'a=b', form, 'Content-Length: 3', 'Content-Length: 4'),
  'a length and chunks': post(
    '/login',
    '0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n',
    form,
    'Content-Length: 3',
    'Transfer-Encoding: chunked',
  ),
  'an encoding nobody knows': post('/login', 'a=b', form, 'Transfer-Encoding: xchunked'),
  'an encoding with a space': post('/login', '0\r\n\r\n', form, 'Transfer-Encoding : chunked'),
  'a broken chunk': post('/login', 'zz\r\n', form, 'Transfer-Encoding: chunked'),
  'a broken chunk for the API': post(
    `${API_PATH}/accounts`,
    'zz\r\n',
    'Content-Type: application/json',
    'Transfer-Encoding: chunked',
  ),
  'a body that never comes': post('/login', '', form, 'Content-Length: 10'),
  'a body that never comes for the API': post(
    `${API_PATH}/accounts`,
    '{',
    'Content-Type: application/json',
    'Content-Length: 10',
  ),
  'a compressed body': post('/login', '\x1F\x8B', 'Content-Encoding: gzip', 'Content-Length: 2'),
  'a body without a type': post('/login', 'a=b', 'Content-Length: 3'),
  'JSON to a page': post('/login', '{}', 'Content-Type: application/json', 'Content-Length: 2'),
  'a multipart body without a boundary': post(
    '/login',
    'x',
    'Content-Type: multipart/form-data',
    'Content-Length: 1',
  ),
  'a body with GET': request('GET /login HTTP/1.1', host, 'Content-Length: 3').concat('a=b'),
}

const heads: { [name: string]: string } = {
  nothing: '',
  'an empty line': '\r\n\r\n',
  'bytes of TLS': '\x16\x03\x01\x02\x00\x01\x00\x01\xFC\x03\x03',
  'the preface of HTTP/2': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  'HTTP/0.9': 'GET /\r\n',
  'HTTP/1.0': request('GET /login HTTP/1.0'),
  'no version': 'GET /login\r\n\r\n',
  'a bare line feed': 'GET /login HTTP/1.1\nHost: localhost\n\n',
  'a folded header': page('X-Folded: a\r\n b'),
  'a header without a name': page(': value'),
  'a header with a space in its name': page('X Y: z'),
  'a NUL in a header': page('X-Nul: a\x00b'),
  'a line break in a header': page('X-Break: a\rb'),
  'half a head': `GET /login HTTP/1.1\r\n${host}`,
  '2,000 headers': page(...Array.from({ length: 2_000 }, (_, n) => `X-${n}: 1`)),
  'a header of 100 KB': page(`X-Long: ${'x'.repeat(100_000)}`),
  'two hosts': page('Host: evil.test'),
  'no host': request('GET /login HTTP/1.1'),
  'an empty host': request('GET /login HTTP/1.1', 'Host:'),
  'a host with a path': request('GET /login HTTP/1.1', 'Host: localhost/evil'),
  'a host with bytes': request('GET /login HTTP/1.1', 'Host: \x80\xFF'),
  'an upgrade to h2c': page('Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c'),
  'a request behind a request': page() + page('Connection: close'),
  '20 requests at once': page().repeat(20),
}

/** Bytes that no browser sends, by what is wrong with them. */
export const shapes: [name: string, bytes: string][] = [
  ...paths.map((path): [string, string] => [
    `the target ${path.slice(0, 60)}`,
    request(`GET ${path} HTTP/1.1`, host, 'Connection: close'),
  ]),
  ...methods.map((method): [string, string] => [
    `the method ${method.slice(0, 20)}`,
    request(`${method} /login HTTP/1.1`, host, 'Content-Length: 0', 'Connection: close'),
  ]),
  ...Object.entries(bodies),
  ...Object.entries(heads),
]
