// SPDX-License-Identifier: Apache-2.0

/** Says a text aloud, once, where the platform can. Never called for a silent press. */
export function say(text: string): void {
  if (!('speechSynthesis' in globalThis)) return
  const speech = new SpeechSynthesisUtterance(text)
  speech.lang = 'en-GB'
  speech.rate = 0.95
  speechSynthesis.cancel()
  speechSynthesis.speak(speech)
}

/** Shakes the device where it can. Never called for a silent hold. */
export function shake(pattern: number | number[]): void {
  if ('vibrate' in navigator) navigator.vibrate(pattern)
}
