import type { Context } from '../context.ts'

/**
 * True when the caller has what a tag, quotes included, stands for. Koa's own `fresh` would say no to every
 * caller that sets the header by script: fetch adds no-cache then.
 */
export function holdsTag(ctx: Pick<Context, 'get'>, tag: string): boolean {
  const known = ctx.get('If-None-Match').split(',')
  return known.some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === tag)
}
