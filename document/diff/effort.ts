/** How much work a comparison may still be, in comparisons of two things; when it is spent, what is left is told coarsely. */
export interface Effort {
  /** Takes so much of it; false, and nothing is taken, when less is left. */
  spend(amount: number): boolean
}

/** So much and no more. */
export function createEffort(amount: number): Effort {
  let left = amount
  return {
    spend(amount) {
      if (amount > left) return false
      left -= amount
      return true
    },
  }
}
