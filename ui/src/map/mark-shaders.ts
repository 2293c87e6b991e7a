// SPDX-License-Identifier: Apache-2.0

/** Pixels are CSS pixels throughout; the device's ratio only softens edges. */
export const vertexShader = `#version 300 es
precision highp float;
layout(location = 0) in vec4 a_position; // x high, x low, y high, y low
layout(location = 1) in vec4 a_move;     // from x, from y, start s, length s
layout(location = 2) in vec4 a_state;    // fix at s, accuracy, look, number
uniform mat4 u_matrix;
uniform vec4 u_anchor;
uniform float u_world;
uniform float u_now;
uniform vec2 u_viewport;
uniform float u_worldPx;
uniform float u_scale;
uniform float u_selected;
uniform int u_pass;
uniform bool u_allDiscs;
out vec2 v_at;
flat out vec4 v_size;  // mark, ring, disc, faded
flat out ivec4 v_look; // shape, tone, stale, emergency

void main() {
  int look = int(a_state.z + 0.5);
  bool emergency = (look & 128) != 0;
  bool selected = a_state.w == u_selected;
  bool onTop = emergency || selected;
  // Two passes, so that whoever needs help is never hidden under those who do not.
  if (onTop != (u_pass == 1)) {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    return;
  }
  float left = a_move.w > 0.0 ? clamp(1.0 - (u_now - a_move.z) / a_move.w, 0.0, 1.0) : 0.0;
  // High minus high and low minus low, each exact, before they meet: centimetres survive 32-bit floats.
  vec2 at = (a_position.xz - u_anchor.xz) + (a_position.yw - u_anchor.yw) + a_move.xy * left;
  at.x += u_world;
  float mark = emergency ? 9.0 : 6.0 * u_scale;
  float ring = selected ? mark + 6.0 : emergency ? mark + 3.5 : 0.0;
  float disc = onTop || u_allDiscs ? min(a_state.y * u_worldPx, 800.0) : 0.0;
  float halfSize = max(max(mark + 3.0, ring + 3.0), disc + 1.0) + 1.0;
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0;
  vec4 centre = u_matrix * vec4(at, 0.0, 1.0);
  gl_Position = centre + vec4(corner * halfSize * 2.0 / u_viewport * centre.w, 0.0, 0.0);
  v_at = corner * halfSize;
  v_size = vec4(mark, ring, disc, smoothstep(30.0, 180.0, u_now - a_state.x));
  v_look = ivec4(look & 7, (look >> 3) & 7, (look >> 6) & 1, (look >> 7) & 1);
}
`

export const fragmentShader = `#version 300 es
precision highp float;
in vec2 v_at;
flat in vec4 v_size;
flat in ivec4 v_look;
uniform float u_soft;
uniform vec3 u_tones[6];
uniform vec3 u_stale;
uniform vec3 u_emergency;
uniform vec3 u_outline;
uniform vec3 u_selectedTone;
out vec4 colour;

float bars(vec2 p, float r) {
  return min(max(p.x - r, p.y - r * 0.36), max(p.x - r * 0.36, p.y - r));
}

// Signed distance in pixels to the shape's edge, negative inside. Sizes are set so that all look equally heavy.
float edge(int shape, vec2 p, float r) {
  vec2 q = abs(p);
  if (shape == 1) return max(q.x * 0.866 + p.y * 0.5, -p.y) - r * 0.62;
  if (shape == 2) return max(q.x, q.y) - r * 0.86;
  if (shape == 3) return (q.x + q.y - r * 1.25) * 0.7071;
  if (shape == 4) return bars(q, r * 1.1);
  if (shape == 5) return bars(abs(vec2(p.x + p.y, p.x - p.y) * 0.7071), r * 1.1);
  return length(p) - r * 0.95;
}

float cover(float distance) {
  return clamp(0.5 - distance / u_soft, 0.0, 1.0);
}

vec4 over(vec4 below, vec3 paint, float alpha) {
  return vec4(paint * alpha, alpha) + below * (1.0 - alpha);
}

void main() {
  bool stale = v_look.z == 1;
  bool emergency = v_look.w == 1;
  vec3 tone = emergency ? u_emergency : stale ? u_stale : u_tones[v_look.y];
  float away = length(v_at);
  vec4 mix4 = vec4(0.0);
  if (v_size.z > v_size.x) {
    mix4 = over(mix4, tone, 0.12 * cover(away - v_size.z));
    mix4 = over(mix4, tone, 0.65 * cover(abs(away - v_size.z) - 0.6));
  }
  if (v_size.y > 0.0) {
    vec3 ring = v_size.y > v_size.x + 5.0 ? u_selectedTone : tone;
    mix4 = over(mix4, u_outline, cover(abs(away - v_size.y) - 2.2));
    mix4 = over(mix4, ring, cover(abs(away - v_size.y) - 1.2));
  }
  float d = edge(v_look.x, v_at, v_size.x);
  mix4 = over(mix4, u_outline, cover(d - (emergency ? 2.0 : 1.5)));
  // A stale mark is hollow whatever else it is: an old position must not look like a new one.
  float fill = stale ? cover(abs(d + 1.0) - 0.9) : cover(d);
  mix4 = over(mix4, tone, fill * (emergency ? 1.0 : 1.0 - 0.3 * v_size.w));
  if (mix4.a < 0.004) discard;
  colour = mix4;
}
`
