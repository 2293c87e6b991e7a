// SPDX-License-Identifier: Apache-2.0

export type LaunchFailure =
  | 'data-in-use'
  | 'disk-full'
  | 'no-binaries'
  | 'unsupported-libc'
  | 'unreachable-by-user'
  | 'path-too-long'
  | 'failed'

/** Why the embedded PostgreSQL did not start; the message says in plain words what to do. */
export class LaunchFailed extends Error {
  override readonly name = 'LaunchFailed'
  readonly code: LaunchFailure

  constructor(code: LaunchFailure, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** The way out that every message about an unusable platform names. */
export const useOwnServer = 'set DATABASE_URL to a PostgreSQL 15 or newer server of your own'

/**
 * Turns what PostgreSQL or initdb last said into a failure.
 *
 * @param doing what was being done, for the message: "creating the database".
 * @param lastWords the end of its error output; English, since both run with LC_ALL=C.
 */
export function failureFromWords(doing: string, lastWords: string, dataDir: string): LaunchFailed {
  if (/No space left on device|Check free disk space|Disk quota exceeded/i.test(lastWords))
    return diskFull(doing, dataDir)
  if (/lock file ".*" already exists|shared memory block .* is still in use/.test(lastWords))
    return new LaunchFailed('data-in-use', `${dataDir} is still in use by another PostgreSQL. ${lastWords.trim()}`)
  return new LaunchFailed('failed', `PostgreSQL failed while ${doing}. It said: ${lastWords.trim() || 'nothing'}`)
}

/** Turns an error of the file system into a failure; anything else is passed on as it is. */
export function failureFromError(error: unknown, doing: string, dataDir: string): unknown {
  if (!(error instanceof Error) || error instanceof LaunchFailed || !('code' in error)) return error
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT') return diskFull(doing, dataDir, error)
  if (error.code === 'EACCES' || error.code === 'EPERM' || error.code === 'EROFS')
    return new LaunchFailed(
      'unreachable-by-user',
      `Muster may not write to ${dataDir} (${error.message}). Give its user that directory, ` +
        'run it as the user who ran it before, or set MUSTER_DATA to another directory.',
      { cause: error },
    )
  return error
}

function diskFull(doing: string, dataDir: string, cause?: Error): LaunchFailed {
  return new LaunchFailed(
    'disk-full',
    `The disk that holds ${dataDir} was full while ${doing}. Free at least 1 GB there, ` +
      'or set MUSTER_DATA to a directory on a larger disk, and start again.',
    { cause },
  )
}
