import * as v from 'valibot'
import {
  type ListShows,
  type ListSort,
  ListShows as Shows,
  ListSort as Sort,
} from '../../document/protocol/home.ts'

/** Which documents the page shows. */
export interface Wish {
  readonly shows: ListShows
  /** Only what is in this folder; undefined for all. */
  readonly folder: string | undefined
  readonly sort: ListSort
  /** How many lines at most. */
  readonly limit: number
}

/** So many lines are shown at first, and more each time somebody asks. */
export const LINES = 100

/** What a page without any wish shows. */
export const FIRST_WISH: Wish = { shows: 'all', folder: undefined, sort: 'updated', limit: LINES }

const Asked = v.object({ shows: v.fallback(Shows, 'all'), sort: v.fallback(Sort, 'updated') })

/** The wish that an address holds, so that going back goes back to the list before. */
export function readWish(search: string): Wish {
  const asked = new URLSearchParams(search)
  const { shows, sort } = v.parse(Asked, { shows: asked.get('shows'), sort: asked.get('sort') })
  return { shows, sort, folder: asked.get('folder') ?? undefined, limit: LINES }
}

/** The address of a wish, as `readWish` reads it: `/` for the first. */
export function addressOf({ shows, folder, sort }: Wish): string {
  const asked = new URLSearchParams()
  if (shows !== 'all') asked.set('shows', shows)
  if (folder !== undefined) asked.set('folder', folder)
  if (sort !== 'updated') asked.set('sort', sort)
  const query = asked.toString()
  return query ? `/?${query}` : '/'
}
