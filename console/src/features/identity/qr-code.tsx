// SPDX-License-Identifier: Apache-2.0
import qrcode from 'qrcode-generator'
import type { ReactNode } from 'react'
import classes from './identity.module.css'

/** Light modules around the code, without which scanners do not find it. Source: ISO/IEC 18004. */
const quietModules = 4

/** A QR code as one path of an SVG, always dark on white, whatever the theme: scanners want it so. */
export function QrCode({ text, label }: { text: string; label: string }): ReactNode {
  const code = qrcode(0, 'M')
  code.addData(text)
  code.make()
  const modules = code.getModuleCount()
  const size = modules + 2 * quietModules
  const indexes = Array.from({ length: modules }, (_, index) => index)
  const dark = indexes.flatMap((row) =>
    indexes.filter((column) => code.isDark(row, column)).map((column) => squareAt(row, column)),
  )
  return (
    <svg
      className={classes['qr']}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#ffffff" />
      <path d={dark.join('')} fill="#000000" />
    </svg>
  )
}

function squareAt(row: number, column: number): string {
  return `M${column + quietModules} ${row + quietModules}h1v1h-1z`
}
