// SPDX-License-Identifier: Apache-2.0

/** What the kit desk sees in its list of devices: the kind of device, nothing that singles it out. */
export function deviceName(): string {
  const agent = navigator.userAgent
  if (/iPhone/.test(agent)) return 'iPhone'
  if (/iPad/.test(agent)) return 'iPad'
  if (/Android/.test(agent)) return /Mobile/.test(agent) ? 'Android phone' : 'Android tablet'
  return 'Computer browser'
}
