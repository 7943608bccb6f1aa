import { Node } from 'prosemirror-model'

const write = Node.prototype.toJSON

/**
 * A block that is not aligned is written without the attribute. So a text from before there was one has the same JSON
 * as ever, and with it the hash that the log tells, and a new paragraph stays as short on the wire and on disk.
 */
Node.prototype.toJSON = function toJSON(this: Node): unknown {
  const json = write.call(this)
  if (this.attrs['align'] !== null) return json
  const { align: _unset, ...attrs } = this.attrs
  if (Object.keys(attrs).length > 0) json.attrs = attrs
  else delete json.attrs
  return json
}
