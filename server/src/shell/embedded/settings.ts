// SPDX-License-Identifier: Apache-2.0
import { LaunchFailed } from './launch-failed'
import { clusterMark } from './postmaster'

type Settings = Readonly<Record<string, string>>

/** What a caller may change: durable first, then small when idle. */
const defaults: Settings = {
  // Acknowledged means on disk: said here, so that no postgresql.conf can loosen it unnoticed.
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  max_connections: '60',
  shared_buffers: '128MB',
  // Enough WAL that a busy shift is not all checkpoints; idle, it shrinks to a few segments.
  max_wal_size: '512MB',
  min_wal_size: '64MB',
  checkpoint_completion_target: '0.9',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Processes that a small server does not need: I/O workers, replication.
  io_method: 'sync',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  // A report must not take both cores from an alarm; and containers often have next to no /dev/shm.
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  jit: 'off',
}

/** What the launcher relies on. */
function fixed(socketHost: string): Settings {
  return {
    listen_addresses: '',
    // The setting is a list: quotes keep a comma in a path from making two of one.
    unix_socket_directories: `"${socketHost.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    port: '5432',
    // Read by startPostgres and failureFromWords. From LOG upwards: errors of statements, which may quote
    // personal data, go to whoever ran them and into no log.
    lc_messages: 'C',
    log_destination: 'stderr',
    logging_collector: 'off',
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
    log_line_prefix: '',
  }
}

/**
 * The command line of a server.
 *
 * @throws LaunchFailed 'failed' for a setting whose name could not be one.
 */
export function serverArgs(clusterDir: string, socketHost: string, settings: Settings = {}): string[] {
  const odd = Object.keys(settings).find((name) => !/^[a-z_][a-z0-9_.]*$/i.test(name))
  if (odd !== undefined) throw new LaunchFailed('failed', `"${odd}" is not the name of a PostgreSQL setting.`)
  const all = { ...defaults, ...settings, ...fixed(socketHost) }
  const args = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  return ['-D', clusterDir, '-c', clusterMark, ...args]
}
