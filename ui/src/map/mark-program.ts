// SPDX-License-Identifier: Apache-2.0
import { floatsPerRow, type RowRange } from './mark-rows'
import { fragmentShader, vertexShader } from './mark-shaders'
import { colourToRgb, type MapColours } from './map-theme'
import { markTones } from './unit-mark'

const rowBytes = floatsPerRow * Float32Array.BYTES_PER_ELEMENT
const columnGroups = [0, 1, 2]

/** What one drawing of all marks needs beside the rows. Pixels are CSS pixels. */
export interface DrawInput {
  readonly matrix: Float32Array
  readonly anchor: readonly [xHigh: number, xLow: number, yHigh: number, yLow: number]
  readonly worlds: readonly number[]
  readonly nowS: number
  readonly viewportPx: readonly [width: number, height: number]
  readonly worldPx: number
  readonly pixelRatio: number
  /** Size of ordinary marks: 1 is 12 px across. */
  readonly scale: number
  /** -1 when none. */
  readonly selected: number
  readonly allDiscs: boolean
  readonly colours: MapColours
}

/** Everything of the marks that lives on the graphics card, and dies with its context. */
export class MarkProgram {
  readonly #gl: WebGL2RenderingContext
  readonly #program: WebGLProgram
  readonly #array: WebGLVertexArrayObject
  readonly #buffer: WebGLBuffer
  readonly #uniforms = new Map<string, WebGLUniformLocation | null>()
  #capacityFloats = 0

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl
    this.#program = link(gl)
    this.#array = gl.createVertexArray()
    this.#buffer = gl.createBuffer()
    gl.bindVertexArray(this.#array)
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffer)
    for (const group of columnGroups) {
      gl.enableVertexAttribArray(group)
      gl.vertexAttribPointer(group, 4, gl.FLOAT, false, rowBytes, group * 16)
      gl.vertexAttribDivisor(group, 1)
    }
    gl.bindVertexArray(null)
  }

  /** Sends the rows that changed, or all of them when the array has grown or the buffer is new. */
  upload(rows: Float32Array, dirty: RowRange | null): void {
    const gl = this.#gl
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffer)
    if (rows.length !== this.#capacityFloats) {
      gl.bufferData(gl.ARRAY_BUFFER, rows, gl.DYNAMIC_DRAW)
      this.#capacityFloats = rows.length
    } else if (dirty !== null) {
      gl.bufferSubData(
        gl.ARRAY_BUFFER,
        dirty.first * rowBytes,
        rows,
        dirty.first * floatsPerRow,
        dirty.count * floatsPerRow,
      )
    }
  }

  draw(input: DrawInput, count: number): void {
    const gl = this.#gl
    gl.useProgram(this.#program)
    gl.bindVertexArray(this.#array)
    gl.disable(gl.DEPTH_TEST)
    gl.disable(gl.STENCIL_TEST)
    this.#setUniforms(input)
    for (const pass of [0, 1]) {
      gl.uniform1i(this.#at('u_pass'), pass)
      for (const world of input.worlds) {
        gl.uniform1f(this.#at('u_world'), world)
        gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, count)
      }
    }
    gl.bindVertexArray(null)
  }

  release(): void {
    this.#gl.deleteBuffer(this.#buffer)
    this.#gl.deleteVertexArray(this.#array)
    this.#gl.deleteProgram(this.#program)
  }

  #setUniforms(input: DrawInput): void {
    const gl = this.#gl
    const { colours } = input
    gl.uniformMatrix4fv(this.#at('u_matrix'), false, input.matrix)
    gl.uniform4f(this.#at('u_anchor'), ...input.anchor)
    gl.uniform1f(this.#at('u_now'), input.nowS)
    gl.uniform2f(this.#at('u_viewport'), ...input.viewportPx)
    gl.uniform1f(this.#at('u_worldPx'), input.worldPx)
    gl.uniform1f(this.#at('u_scale'), input.scale)
    gl.uniform1f(this.#at('u_selected'), input.selected)
    gl.uniform1i(this.#at('u_allDiscs'), input.allDiscs ? 1 : 0)
    gl.uniform1f(this.#at('u_soft'), 1 / input.pixelRatio)
    gl.uniform3fv(
      this.#at('u_tones'),
      markTones.flatMap((tone) => [...colourToRgb(colours.tones[tone])]),
    )
    gl.uniform3f(this.#at('u_stale'), ...colourToRgb(colours.stale))
    gl.uniform3f(this.#at('u_emergency'), ...colourToRgb(colours.emergency))
    gl.uniform3f(this.#at('u_outline'), ...colourToRgb(colours.outline))
    gl.uniform3f(this.#at('u_selectedTone'), ...colourToRgb(colours.selected))
  }

  #at(name: string): WebGLUniformLocation | null {
    const known = this.#uniforms.get(name)
    if (known !== undefined) return known
    const found = this.#gl.getUniformLocation(this.#program, name)
    this.#uniforms.set(name, found)
    return found
  }
}

function link(gl: WebGL2RenderingContext): WebGLProgram {
  const program = gl.createProgram()
  for (const [type, source] of [
    [gl.VERTEX_SHADER, vertexShader],
    [gl.FRAGMENT_SHADER, fragmentShader],
  ] as const) {
    const shader = gl.createShader(type)
    if (shader === null) continue // the context was lost under us; it comes back as a new one
    gl.shaderSource(shader, source)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
  }
  gl.linkProgram(program)
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
    throw new Error(
      `The map's marks cannot be drawn by this graphics driver: ${gl.getProgramInfoLog(program) ?? 'no reason given'}`,
    )
  }
  return program
}
