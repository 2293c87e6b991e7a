// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { build } from 'esbuild'
import { defineConfig, type Plugin } from 'vite'

const root = fileURLToPath(new URL('.', import.meta.url))

export default defineConfig({
  root,
  base: '/field/',
  plugins: [react(), offlineWorker()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // The page's policy lets nothing in from `data:` but pictures, and no inline script or style at all.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: true,
    rolldownOptions: { output: { codeSplitting: false } },
  },
  server: { proxy: { '/api': { target: 'http://127.0.0.1:8780', ws: true } } },
})

/** Builds `sw.js` when everything else is written, so that it knows every file by name and contents. */
function offlineWorker(): Plugin {
  return {
    name: 'muster-offline-worker',
    apply: 'build',
    async closeBundle() {
      const dist = join(root, 'dist')
      const files = await filesBelow(dist)
      await build({
        entryPoints: [join(root, 'src/offline-worker.ts')],
        outfile: join(dist, 'sw.js'),
        bundle: true,
        minify: true,
        format: 'iife',
        target: 'es2022',
        define: {
          // The page is kept under the address that people open, not under its file's name.
          builtFiles: JSON.stringify(files.map((file) => (file === 'index.html' ? './' : file))),
          builtName: JSON.stringify(`muster-field-${await contentsName(dist, files)}`),
        },
      })
    },
  }
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.map') && entry.name !== 'sw.js')
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
}

async function contentsName(folder: string, files: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const file of files) hash.update(file).update(await readFile(join(folder, file)))
  return hash.digest('hex').slice(0, 16)
}
