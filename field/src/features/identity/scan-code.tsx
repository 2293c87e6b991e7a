// SPDX-License-Identifier: Apache-2.0
import { type RefObject, useEffect, useRef, useState } from 'react'
import { texts } from '../../texts'
import { codeFrom } from './enrol-code-rules'
import styles from './enrol.module.css'

/** The part of the Barcode Detection API that is used; only some browsers have it. */
interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>
}
type DetectorMaker = new (options: { formats: string[] }) => Detector

const lookEveryMs = 250
const maker = (globalThis as { BarcodeDetector?: DetectorMaker }).BarcodeDetector

export const canScan = maker !== undefined

/** Looks through the back camera for a QR code that holds a one-time code. */
export function ScanCode({ onCode }: { readonly onCode: (code: string) => void }) {
  const video = useRef<HTMLVideoElement>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => look(video, onCode, () => setFailed(true)), [onCode])
  if (failed) return <p role="alert">{texts.enrol.noCamera}</p>
  return <video ref={video} className={styles.camera} muted playsInline aria-label={texts.enrol.scan} />
}

/** Starts looking; returns what stops it and lets the camera go. */
function look(
  video: RefObject<HTMLVideoElement | null>,
  onCode: (code: string) => void,
  onFailed: () => void,
): () => void {
  let stopped = false
  let stream: MediaStream | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = () => {
    stopped = true
    clearTimeout(timer)
    stream?.getTracks().forEach((track) => track.stop())
  }
  const begin = async () => {
    if (maker === undefined) return onFailed()
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
    const element = video.current
    if (stopped || element === null) return stop()
    element.srcObject = stream
    await element.play()
    const detector = new maker({ formats: ['qr_code'] })
    const lookOnce = async () => {
      const found = await detector.detect(element).catch(() => [])
      const code = found.map((each) => codeFrom(each.rawValue)).find((each) => each !== null)
      if (stopped) return
      if (code !== undefined && code !== null) return onCode(code)
      timer = setTimeout(() => void lookOnce(), lookEveryMs)
    }
    await lookOnce()
  }
  begin().catch(() => {
    if (!stopped) onFailed()
  })
  return stop
}
