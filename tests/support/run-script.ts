import { execFile } from 'node:child_process'

/** Runs a bash script in a folder, beside this process, and answers what it printed. Rejects when it fails. */
export function runScript(script: string, folder: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile('bash', ['-c', script], { cwd: folder }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${error.message}\n${stdout}\n${stderr}`))
      else resolve(stdout)
    })
  })
}
