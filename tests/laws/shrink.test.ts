import { expect, test } from 'vitest'
import { makePlan, type Plan, readPlan, writePlan } from './plan.ts'
import { shrink } from './shrink.ts'

test('a failing plan is cut to exactly the actions it takes to fail, in their order', async () => {
  const plan = makePlan(7)
  const needed = [plan[3], plan[40], plan[41], plan[99]]
  let tries = 0
  const smallest = await shrink(plan, async (part: Plan) => {
    tries += 1
    return needed.every((action) => action && part.includes(action))
  })
  expect(smallest).toEqual(needed)
  expect(tries).toBeLessThan(plan.length * 2)
})

test('a plan that fails by nothing of it is cut to nothing', async () => {
  expect(await shrink(makePlan(7), async () => true)).toEqual([])
})

test('a plan is written as one line and read again as it was; anything else is refused', () => {
  const plan = makePlan(99)
  expect(readPlan(writePlan(plan))).toEqual(plan)
  expect(() => readPlan('edit.1.2 sleep.3.4')).toThrow('no action: sleep.3.4')
  expect(() => readPlan('edit.x.2')).toThrow('no action')
})
