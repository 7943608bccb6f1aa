/** The check of the connection, which no other page needs. */
export const connectionWords = {
  heading: 'Check my connection',
  lead: 'Samepage sends your changes as ordinary requests and receives other people’s as a stream. This page tries both and tells you what’s between you and the server.',
  running: 'Listening to a short stream…',
  again: 'Check again',
  longer: 'Test for longer',
  longerRunning: (seconds: number) => `Waiting for ${seconds} seconds of silence…`,
  copy: 'Copy this report',
  copied: 'Report copied',
  notCopied: 'Your browser blocked copying. Select the text and copy it with the keyboard.',
  checksHeading: 'What was checked',
  adviceHeading: 'For your administrator',
  marks: { good: 'Good', note: 'Worth knowing', bad: 'Problem' },

  verdicts: {
    good: 'Your connection is good: changes go out and come in straight away.',
    polling:
      'Samepage works here, just a little slower: something on the way holds the stream back, so other people’s changes are fetched instead.',
    noUpdates: 'Your changes are saved, but other people’s don’t reach you. Reload to see them.',
    foreign: 'You can read, but the server refuses your changes: it thinks this address is another website.',
    editsBlocked: 'You can read, but something between you and the server blocks your changes.',
    noServer: 'The server isn’t responding. What you write is kept in your browser until it does.',
  },

  seconds: (ms: number) => `${(ms / 1_000).toFixed(1)} seconds`,

  reach: {
    name: 'Reaching the server',
    answered: (ms: number) => `In ${ms} milliseconds.`,
    slow: (ms: number) => `Slowly, in ${ms} milliseconds. Your own typing doesn’t wait for it.`,
    failed: 'Samepage didn’t answer any request.',
    reused: 'The connection stays open for the next request.',
    fresh: 'Every request needs a new connection, so each is a little slower.',
  },
  send: {
    name: 'Sending your changes',
    passed: 'A request like those that carry changes got through.',
    foreign: (origin: string) =>
      `The server refused it, as if it came from another website. It doesn’t know that its address is ${origin}.`,
    refused: (status: number) => `Something on the way answered it with an error (${status}).`,
    failed: 'It got no answer, though requests that only read do.',
  },
  stream: {
    name: 'Receiving changes as they happen',
    live: (_: string) => 'Six events, sent one after the other, arrived one after the other.',
    held: (after: string) =>
      `Six events, sent one after the other, arrived all at once after ${after}. Something on the way collects the answer before passing it on.`,
    cut: (after: string) =>
      `The stream broke off after ${after}. Something on the way cuts off longer answers.`,
    wrongType: (type: string) =>
      `Something else came instead of the stream: ${type}. A filter on the way has replaced it.`,
    refused: (status: string) => `The stream was answered with an error (${status}).`,
    silent: (_: string) =>
      'The stream didn’t arrive. Something on the way waits for it to end, or blocks it.',
    noType: 'an answer without a type',
  },
  wait: {
    name: 'Fetching changes instead',
    passed:
      'A request that the server answers only after two seconds came back. This is used where streams don’t get through.',
    failed: 'A request that the server answers only after two seconds got no answer.',
  },
  silence: {
    name: 'Keeping a silent stream',
    kept: (seconds: number) => `A stream that said nothing for ${seconds} seconds stayed open.`,
    cut: (seconds: number) =>
      `A stream that said nothing for ${seconds} seconds was cut off on the way. Samepage reconnects by itself.`,
  },
  way: {
    name: 'Between you and the server',
    protocol: (version: string) => `Your browser speaks ${version}.`,
    nobody: 'No proxy detected.',
    traces: (names: string) => `Detected: ${names}.`,
    onTheWayIn: 'on the way in',
  },
  host: {
    name: 'The address on arrival',
    hidden: (host: string) =>
      `A proxy in front of the server calls it ${host || 'nothing'}, not what your address bar says.`,
  },
  secure: {
    name: 'Opening without the server',
    yes: 'This address is a secure context: documents you’ve had open can be opened offline.',
    no: 'On plain HTTP, browsers keep no pages for offline use. You can still write offline in a document that’s already open.',
  },
  storage: {
    name: 'Keeping unsent changes',
    yes: 'This browser can store what hasn’t been sent yet.',
    no: 'This browser can’t store anything for pages, as in some private windows: unsent changes live only in the open tab.',
  },
  worker: {
    name: 'Many tabs',
    yes: 'All tabs of this browser share one stream.',
    no: 'This browser can’t share one stream between tabs: on plain HTTP, open no more than about four documents at a time.',
  },

  advice: {
    none: 'Nothing to do.',
    noServer:
      'Is the process running, and does the proxy point to its port? GET /healthz on the server’s machine answers {"status":"ready"}.',
    foreign: (origin: string) =>
      `Start Samepage with SAMEPAGE_URL=${origin}, or let the proxy pass the Host header on (nginx: proxy_set_header Host $http_host;).`,
    editsBlocked:
      'Let POST, PUT and DELETE requests to /api/ through, with Content-Type: application/json. Web filters and application firewalls often allow GET alone.',
    held: 'Switch buffering off for /api/. nginx: proxy_buffering off; or do not hide the answer’s X-Accel-Buffering header (proxy_ignore_headers). Apache: flushpackets=on. Caddy needs nothing. A virus scanner or web filter that reads whole answers needs an exception for text/event-stream.',
    compressed:
      'The stream is compressed on the way, which holds events back. Leave text/event-stream out of compression (nginx: gzip_types without it).',
    cut: 'Raise the limit for how long an answer may take, for /api/. nginx: proxy_read_timeout 1h; HAProxy: timeout tunnel 1h; or the same under “response timeout” of a load balancer.',
    blocked:
      'Let text/event-stream answers through unchanged for /api/. A web filter, a virus scanner or a proxy replaces or blocks them.',
    wait: 'Let requests wait for their answer: at least 30 seconds for /api/ (nginx: proxy_read_timeout 60s;).',
    silence: (seconds: number) =>
      `A silent answer is ended early. Raise the idle timeout above ${seconds} seconds, or start Samepage with SAMEPAGE_HEARTBEAT=5.`,
    host: (origin: string) =>
      `The proxy replaces the Host header. Old browsers will have their changes refused: start Samepage with SAMEPAGE_URL=${origin}, or pass Host on (nginx: proxy_set_header Host $http_host;).`,
    https: 'With HTTPS, documents can be opened offline too. Caddy gets a certificate automatically.',
  },
} as const
