/** One line of the table. Cells are texts, numbers with their unit. */
export interface Row {
  readonly what: string
  readonly median: string
  readonly p99: string
  /** What else was measured, and what the numbers are of. */
  readonly also: string
}

/** How many of so many viewers or events this run takes: all of them, or a share to see that it runs. At least one. */
export type Share = (count: number) => number

/** One bench: its name for `--only`, and what it measures. */
export interface Bench {
  readonly name: string
  /** What it takes, in seconds, on a calm machine. */
  readonly seconds: number
  run(of: Share): Promise<Row[]>
}

/** The smallest value that at least the share `q` of all values does not exceed. Throws when there are none. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const value = sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)]
  if (value === undefined) throw new Error('nothing was measured')
  return value
}

/** The middle value. Throws when there are none. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** Median and p99 in milliseconds, as cells. */
export function inMs(values: readonly number[]): Pick<Row, 'median' | 'p99'> {
  return { median: `${short(median(values))} ms`, p99: `${short(quantile(values, 0.99))} ms` }
}

/** A number with about three digits, thousands set apart. */
export function short(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en-US')
  return value.toFixed(value >= 10 ? 1 : 2)
}

/** Milliseconds on a clock that all processes of this machine share. */
export function sharedNow(): number {
  return Number(process.hrtime.bigint()) / 1e6
}

/** Rows as a Markdown table, columns aligned. */
export function toTable(rows: readonly Row[]): string {
  const cells = rows.map(({ what, median, p99, also }) => [what, median, p99, also])
  const all = [['what', 'median', 'p99', 'also'], ...cells]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[], fill = ' ') =>
    `| ${row.map((cell, i) => (i === 1 || i === 2 ? cell.padStart(widths[i] ?? 0, fill) : cell.padEnd(widths[i] ?? 0, fill))).join(' | ')} |`
  const rule = line(['', ':', ':', ''], '-').replace(/(-*):-*|:/g, (text) => text)
  return [line(all[0] ?? []), rule, ...cells.map((row) => line(row))].join('\n')
}
