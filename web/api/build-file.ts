/** True when the server says that it has no such file; false also when it does not answer. */
export async function isFileGone(address: string): Promise<boolean> {
  try {
    return (await fetch(address, { method: 'HEAD', cache: 'no-store' })).status === 404
  } catch {
    return false
  }
}
