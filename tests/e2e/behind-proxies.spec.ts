import { findProgram } from '../../scripts/web-proxies.mjs'
import { NGINX_DEFAULTS } from '../proxies/fronts.ts'
import { untilAllAgree } from '../support/agreement.ts'
import { test } from '../support/e2e.ts'
import { expectTokens, tokens } from '../support/tokens.ts'

const TOKENS = 20

test('X1 two people write behind nginx as it comes, which replaces Host', async ({ scene }) => {
  test.skip(!process.env['CI'] && !findProgram('nginx'), 'nginx is not on this machine')
  const front = await NGINX_DEFAULTS.start(scene.server.port)
  try {
    const document = await scene.write()
    const people = [await scene.join(document, front), await scene.join(document, front)]
    for (const person of people) await person.putCaret(3)
    await Promise.all(people.map((person, i) => person.type(tokens('ab'.charAt(i), TOKENS).join(''))))
    const doc = await untilAllAgree(scene.visitor, document, people)
    expectTokens(doc, { a: TOKENS, b: TOKENS })
  } finally {
    await front.close()
  }
})
