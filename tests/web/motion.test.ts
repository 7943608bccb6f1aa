import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const STYLES = new URL('../../web/styles/', import.meta.url)
const STILL = '@media (prefers-reduced-motion: reduce)'

test('whatever moves takes its time from a token, or stands still for those who asked for less motion', () => {
  for (const file of readdirSync(STYLES, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.css')) continue
    const css = readFileSync(new URL(file, STYLES), 'utf8')
    const [moving = '', ...still] = css.split(STILL)
    for (const [declaration, property] of moving.matchAll(/^\s*(animation|transition):[^;]+;/gm)) {
      const isTimed = declaration.includes('var(--quick)') || declaration.includes('var(--calm)')
      const isStilled = still.some(
        (rules) => rules.includes(`${property}:`) || rules.includes(`${property}-`),
      )
      expect(isTimed || isStilled, `${file}: ${declaration.trim()}`).toBe(true)
    }
  }
})
