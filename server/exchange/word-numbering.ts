import { readLeft, type WordStyle } from './word-styles.ts'
import { wordTags } from './word-tags.ts'

/** How the items of one level of a list are marked. */
export interface WordLevel {
  readonly kind: 'bullet' | 'number' | 'unmarked'
  /** True for numbers of one level in our digits, whatever signs are around them. */
  readonly isPlain: boolean
  readonly start: number
  /** How far the words of an item are moved in, in twentieths of a point. */
  readonly left: number | undefined
}

interface WrittenLevel {
  start: number
  format: string
  text: string
  left: number | undefined
  style: string | undefined
}

interface Definition {
  readonly id: string
  readonly levels: Map<number, WrittenLevel>
  styleLink?: string | undefined
}

interface Instance {
  readonly definition: string
  readonly starts: Map<number, number>
  readonly levels: Map<number, WrittenLevel>
}

/** The lists that a Word file defines. */
export interface WordNumbering {
  level(numId: string, level: number): WordLevel | undefined
  /** The level that a style's paragraphs have in a list. */
  levelOfStyle(numId: string, styleId: string): number | undefined
  /** Counts one more item, in the order of the text, and says its number. */
  next(numId: string, level: number): number
}

/** Reads the part of a Word file that defines its lists, and counts as Word does. */
export function readWordNumbering(xml: string, styles: ReadonlyMap<string, WordStyle>): WordNumbering {
  const { definitions, instances } = readDefinitions(xml)
  const counts = new Map<string, Map<number, number>>()
  const begun = new Set<string>()

  const find = (numId: string): { instance: Instance; definition: Definition } | undefined => {
    const instance = instances.get(numId)
    const definition = definitions.get(instance?.definition ?? '')
    if (!instance || !definition) return undefined
    // A definition may only name a style that has the list.
    const linked = definition.styleLink && instances.get(styles.get(definition.styleLink)?.numId ?? '')
    return { instance, definition: (linked && definitions.get(linked.definition)) || definition }
  }
  const levelOf = (numId: string, level: number): WrittenLevel | undefined => {
    const found = find(numId)
    return found?.instance.levels.get(level) ?? found?.definition.levels.get(level)
  }

  return {
    level(numId, level) {
      const found = levelOf(numId, level)
      if (!found) return undefined
      return { kind: kindOf(found), isPlain: isPlain(found), start: found.start, left: found.left }
    },
    levelOfStyle(numId, styleId) {
      for (const [level, { style }] of find(numId)?.definition.levels ?? [])
        if (style === styleId) return level
      return undefined
    },
    next(numId, level) {
      const found = find(numId)
      const key = found?.definition.id ?? ''
      const counted = counts.get(key) ?? new Map<number, number>()
      counts.set(key, counted)
      const restart = found?.instance.starts.get(level)
      const isFirst = !begun.has(`${numId} ${level}`)
      begun.add(`${numId} ${level}`)
      const before = restart !== undefined && isFirst ? undefined : counted.get(level)
      const number = before === undefined ? (restart ?? levelOf(numId, level)?.start ?? 1) : before + 1
      for (const deeper of [...counted.keys()]) if (deeper > level) counted.delete(deeper)
      counted.set(level, number)
      return number
    },
  }
}

function isPlain({ format, text }: WrittenLevel): boolean {
  return /^decimal/.test(format) && (text.match(/%\d/g) ?? []).length < 2
}

/** Pandoc marks a further paragraph of an item by a space; items of tasks have no mark at all beside their box. */
function kindOf({ format, text }: WrittenLevel): WordLevel['kind'] {
  if (format === 'none') return 'unmarked'
  if (format === 'bullet') return text !== '' && text.trim() === '' ? 'unmarked' : 'bullet'
  return text.trim() === '' ? 'unmarked' : 'number'
}

function readDefinitions(xml: string) {
  const definitions = new Map<string, Definition>()
  const instances = new Map<string, Instance>()
  let definition: Definition | undefined
  let instance: Instance | undefined
  let level: WrittenLevel | undefined
  let overridden = 0
  for (const tag of wordTags(xml)) {
    if (tag.kind === 'close') {
      if (tag.name === 'w:lvl') level = undefined
      continue
    }
    const value = tag.attribute('w:val')
    switch (tag.name) {
      case 'w:abstractNum':
        instance = undefined
        definition = { id: tag.attribute('w:abstractNumId') ?? '', levels: new Map() }
        definitions.set(definition.id, definition)
        break
      case 'w:num':
        definition = undefined
        instance = { definition: '', starts: new Map(), levels: new Map() }
        instances.set(tag.attribute('w:numId') ?? '', instance)
        break
      case 'w:abstractNumId':
        if (instance) Object.assign(instance, { definition: value ?? '' })
        break
      case 'w:lvlOverride':
        overridden = Number(tag.attribute('w:ilvl'))
        break
      case 'w:startOverride':
        instance?.starts.set(overridden, Number(value))
        break
      case 'w:numStyleLink':
        if (definition) definition.styleLink = value
        break
      case 'w:lvl':
        level = { start: 1, format: 'decimal', text: '', left: undefined, style: undefined }
        ;(definition ?? instance)?.levels.set(Number(tag.attribute('w:ilvl') ?? 0), level)
        break
      default:
        if (level) readLevel(level, tag.name, value, tag.attribute('w:left') ?? tag.attribute('w:start'))
    }
  }
  return { definitions, instances }
}

function readLevel(
  level: WrittenLevel,
  name: string,
  value: string | undefined,
  left: string | undefined,
): void {
  if (name === 'w:start') level.start = Number(value)
  else if (name === 'w:numFmt') level.format = value ?? 'decimal'
  else if (name === 'w:lvlText') level.text = value ?? ''
  else if (name === 'w:pStyle') level.style = value
  else if (name === 'w:ind') level.left = readLeft(left)
}
