import {
  readmeSettings,
  startCaddy,
  startNginx,
  type WebProxy,
  type WebProxyName,
} from '../support/web-proxy.ts'

/** A way in which people put something in front of the server. */
export interface Front {
  readonly name: string
  /** The program it needs; none when browsers come straight. */
  readonly program: WebProxyName | undefined
  /** What the address begins with, before `localhost` and the port. */
  readonly scheme: 'http' | 'https'
  readonly start: (targetPort: number) => Promise<WebProxy>
}

/** nginx as somebody has it who has read nothing: its own `Host`, HTTP/1.0 and answers that it buffers. */
export const NGINX_DEFAULTS = nginxFront('nginx with its defaults', aServer(''))

/** nginx that holds back every answer, whatever the answer asks for: the middlebox at its worst. */
export const NGINX_BUFFERING = nginxFront(
  'nginx that buffers streams',
  aServer('proxy_ignore_headers X-Accel-Buffering;'),
)

/** Every front through which streams come. */
export const FRONTS: readonly Front[] = [
  {
    name: 'nothing in front',
    program: undefined,
    scheme: 'http',
    start: async (port) => ({ port, close: async () => undefined }),
  },
  NGINX_DEFAULTS,
  nginxFront(
    'nginx with an upstream block',
    `upstream samepage { server 127.0.0.1:4400; }
    server { listen 80; location / { proxy_pass http://samepage; } }`,
  ),
  {
    name: 'nginx as the README says',
    program: 'nginx',
    scheme: 'http',
    start: (port) => startNginx(port, readmeSettings('nginx')),
  },
  {
    name: 'Caddy as the README says',
    program: 'caddy',
    scheme: 'http',
    start: (port) => startCaddy(port, readmeSettings('caddy'), 'http'),
  },
  {
    name: 'Caddy with HTTPS and HTTP/2',
    program: 'caddy',
    scheme: 'https',
    start: (port) => startCaddy(port, readmeSettings('caddy'), 'https'),
  },
]

function aServer(more: string): string {
  return `server { listen 80; location / { proxy_pass http://127.0.0.1:4400; ${more} } }`
}

function nginxFront(name: string, servers: string): Front {
  return { name, program: 'nginx', scheme: 'http', start: (port) => startNginx(port, servers) }
}
