import type { Scene } from './e2e.ts'

/** The address of the home page in a browser. */
export function homeOf(scene: Pick<Scene, 'address'>): string {
  return new URL('/', scene.address('any')).href
}
