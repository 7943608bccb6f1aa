import type { Plan } from './plan.ts'

/**
 * The smallest part of a plan that still fails: first whole actors are left out, then ever smaller stretches, then
 * single actions, until nothing more can go (delta debugging: A. Zeller, R. Hildebrandt, 2002). `fails` runs a plan.
 */
export async function shrink(plan: Plan, fails: (plan: Plan) => Promise<boolean>): Promise<Plan> {
  let smallest = plan
  for (const actor of new Set(plan.map((action) => action.actor))) {
    const without = smallest.filter((action) => action.actor !== actor)
    if (without.length < smallest.length && (await fails(without))) smallest = without
  }
  for (let size = Math.ceil(smallest.length / 2); size >= 1; ) {
    const before = smallest.length
    for (let at = 0; at < smallest.length; ) {
      const without = [...smallest.slice(0, at), ...smallest.slice(at + size)]
      if (await fails(without)) smallest = without
      else at += size
    }
    if (size > 1) size = Math.floor(size / 2)
    else if (smallest.length === before) return smallest
  }
  return smallest
}
