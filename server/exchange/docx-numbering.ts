import { AlignmentType, type INumberingOptions, LevelFormat } from 'docx'
import { HANGING, STEP } from './docx-styles.ts'

const LEVELS = 9
const BULLETS = ['•', '◦', '▪']

type ListKind = 'bullet' | 'task' | 'ordered'
type ListDefinition = INumberingOptions['config'][number]

/** A list's place in the file: which definition it has, and which of its instances it is. */
export interface Numbered {
  readonly reference: string
  readonly instance: number
}

/** The definitions of lists that a file needs; each ordered list counts by itself. */
export function createNumbering() {
  const definitions = new Map<string, ListDefinition>()
  let instances = 0
  return {
    add(kind: ListKind, start: number, level: number): Numbered {
      const reference = kind === 'ordered' ? `ordered-${start}-${level}` : kind
      if (!definitions.has(reference)) definitions.set(reference, definitionOf(reference, kind, start, level))
      instances += kind === 'ordered' ? 1 : 0
      return { reference, instance: kind === 'ordered' ? instances : 0 }
    },
    config: (): ListDefinition[] => [...definitions.values()],
  }
}

function definitionOf(reference: string, kind: ListKind, start: number, from: number): ListDefinition {
  const levels = Array.from({ length: LEVELS }, (_, level) => ({
    level,
    alignment: AlignmentType.LEFT,
    style: { paragraph: { indent: { left: STEP * (level + 1), hanging: HANGING } } },
    ...(kind === 'ordered'
      ? {
          format: LevelFormat.DECIMAL,
          text: `%${level + 1}.`,
          start: level === from ? start : 1,
        }
      : { format: LevelFormat.BULLET, text: kind === 'task' ? '' : (BULLETS[level % 3] ?? '•') }),
  }))
  return { reference, levels }
}
