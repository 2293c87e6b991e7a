// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises'
import { BookOff, BookOn, GetUnitCard } from '@muster/contract/duty'
import { type Alarm, CloseAlarm, GetAlarm, ListAlarms, PressOnBehalf } from '@muster/contract/emergency'
import { CreateEnrolmentCode, DemoSignIn } from '@muster/contract/identity'
import { type AlarmId, type BookingId, newId, type PersonId, type PressId, type UnitId } from '@muster/contract/ids'
import { agency as makeAgency } from '@muster/scenarios/agency/agency'
import type { Agency, PersonRow, UnitRow } from '@muster/scenarios/agency/rows'
import { type ApiClient, apiClient, isRefusal } from '@muster/scenarios/api-client'
import { type HttpWire, httpWire } from '@muster/scenarios/http-wire'
import { load, signInToLoad } from '@muster/scenarios/load'
import type { MusterServer } from './muster-server'

/** A tracker reports again and again, too. */
const reportEveryMs = 300
const reportTries = 20

/** One officer of the agency, with all that a test wants to know. */
export interface Officer {
  readonly person: PersonRow
  readonly unit: UnitRow
  readonly callsign: string
}

/** What tests do beside the screens: everything here goes over the same API as the apps. */
export class AgencyDesk {
  readonly agency: Agency
  readonly #wire: HttpWire
  readonly #clients = new Map<PersonId, ApiClient>()
  readonly #spare: Officer[]

  private constructor(agency: Agency, wire: HttpWire) {
    this.agency = agency
    this.#wire = wire
    this.#spare = readyOfficers(agency).map((personId) => this.officer(personId))
  }

  /** Loads the small agency into an empty server. Training is dated from this year, so that it does not lapse. */
  static async open(server: MusterServer): Promise<AgencyDesk> {
    const asOf = Date.UTC(new Date().getUTCFullYear(), 0, 1)
    const agency = makeAgency({ seed: 'muster', size: 'small', year: 'after', asOf })
    const wire = httpWire(server.url, { connections: 2 })
    const api = apiClient(wire)
    await signInToLoad(api)
    await load(agency, api)
    return new AgencyDesk(agency, wire)
  }

  get cast(): Agency['cast'] {
    return this.agency.cast
  }

  name(personId: PersonId): string {
    return found(this.agency.people, ({ id }) => id === personId).name
  }

  officer(personId: PersonId): Officer {
    const unit = found(this.agency.units, (each) => each.personId === personId)
    return { person: found(this.agency.people, ({ id }) => id === personId), unit, callsign: unit.callsign }
  }

  /** An officer in date, with one radio, no tracker and in no compartment: another one each time, then round again. */
  spareOfficer(): Officer {
    const officer = this.#spare.shift()
    if (officer === undefined) throw new Error('the small agency has no officer for this test')
    this.#spare.push(officer)
    return officer
  }

  /** Officers whose units report by OsmAnd and whom everybody may see. */
  trackedOfficers(): Officer[] {
    const units = this.agency.units.filter((unit) => hasTracker(unit) && unit.compartments.length === 0)
    return units.flatMap(({ personId }) => (personId === null ? [] : [this.officer(personId)]))
  }

  /** An officer who reports by OsmAnd from a compartment that the cleared controller is cleared for. */
  hiddenOfficer(): Officer {
    const { clearedFor } = found(this.agency.people, ({ id }) => id === this.cast.clearedController)
    const unit = found(
      this.agency.units,
      (each) =>
        hasTracker(each) && each.compartments.length > 0 && each.compartments.every((id) => clearedFor.includes(id)),
    )
    if (unit.personId === null) throw new Error('the small agency has a unit without an officer')
    return this.officer(unit.personId)
  }

  /** Signed in as somebody; the same client each time. */
  async as(personId: PersonId): Promise<ApiClient> {
    const known = this.#clients.get(personId)
    if (known !== undefined) return known
    const api = apiClient(this.#wire)
    await api.call(DemoSignIn, { body: { personId } })
    this.#clients.set(personId, api)
    return api
  }

  /** Their sessions were ended: sign in anew next time. */
  forget(personId: PersonId): void {
    this.#clients.delete(personId)
  }

  async enrolmentCode(personId: PersonId): Promise<string> {
    const desk = await this.as(this.cast.kitCustodian)
    return (await desk.call(CreateEnrolmentCode, { body: { personId } })).code
  }

  async bookOn(officer: Officer): Promise<void> {
    const api = await this.as(officer.person.id)
    await api.call(BookOn, { body: { id: newId<BookingId>() } })
  }

  async bookOff(officer: Officer): Promise<void> {
    const api = await this.as(officer.person.id)
    try {
      await api.call(BookOff)
    } catch (error) {
      if (!isRefusal(error, 'not-booked-on')) throw error
    }
  }

  async alarms(): Promise<Alarm[]> {
    return (await (await this.as(this.cast.supervisor)).call(ListAlarms)).rows
  }

  async alarmsOf(unitId: UnitId): Promise<Alarm[]> {
    return (await this.alarms()).filter((alarm) => alarm.unitId === unitId)
  }

  async transcriptOf(alarmId: AlarmId): Promise<string[]> {
    const supervisor = await this.as(this.cast.supervisor)
    const { transcript } = await supervisor.call(GetAlarm, { params: { alarmId } })
    return transcript.map(({ what }) => what)
  }

  /** The supervisor presses for an officer who phoned. */
  async pressFor(officer: Officer): Promise<void> {
    const supervisor = await this.as(this.cast.supervisor)
    await supervisor.call(PressOnBehalf, { params: { unitId: officer.unit.id }, body: { id: newId<PressId>() } })
  }

  /** So that no test meets another's alarm. */
  async closeAlarms(): Promise<void> {
    const supervisor = await this.as(this.cast.supervisor)
    for (const { id, closedAt } of await this.alarms()) {
      if (closedAt === null)
        await supervisor.call(CloseAlarm, { params: { alarmId: id }, body: { reason: 'resolved', note: 'test over' } })
    }
  }

  /** Each tracker has a place of its own and keeps it: one that jumps between tests would not be believed. */
  standsAt(officer: Officer): { lat: number; lon: number } {
    return { lat: 51.489 + this.agency.units.indexOf(officer.unit) * 0.002, lon: -0.126 }
  }

  /** On duty and seen, without a phone. */
  async bookOnSeen(officer: Officer): Promise<void> {
    await this.bookOn(officer)
    for (let tries = 0; tries < reportTries; tries += 1) {
      await this.#report(officer.unit, this.standsAt(officer))
      if (await this.#isSeen(officer)) return
      await sleep(reportEveryMs)
    }
    throw new Error(`${officer.callsign} reports, and is not seen`)
  }

  async #isSeen(officer: Officer): Promise<boolean> {
    const supervisor = await this.as(this.cast.supervisor)
    const { chain } = await supervisor.call(GetUnitCard, { params: { unitId: officer.unit.id } })
    return chain.links.some(({ link, state }) => link === 'position' && state === 'proved')
  }

  /** A position by OsmAnd, as from the tracker of a unit that has one. */
  async #report(unit: UnitRow, place: { lat: number; lon: number }): Promise<void> {
    const tracker = found(unit.addresses, ({ kind }) => kind === 'osmand')
    const fields = new URLSearchParams({
      id: tracker.value,
      timestamp: String(Math.floor(Date.now() / 1_000)),
      lat: String(place.lat),
      lon: String(place.lon),
      accuracy: '8',
    })
    const answer = await this.#wire.send({ method: 'GET', path: `/osmand?${fields.toString()}` })
    if (answer.status !== 200) throw new Error(`the position was answered with ${answer.status}: ${answer.body}`)
  }

  close(): void {
    this.#wire.close()
  }
}

/** Whoever is ready after booking on and testing, the cast excepted. */
function readyOfficers({ people, units, items, competences, cast }: Agency): PersonId[] {
  const known = new Set<PersonId>(Object.values(cast))
  return units.flatMap(({ personId, compartments }) => {
    const person = people.find(({ id }) => id === personId)
    const radios = items.filter(({ holderId, issi }) => holderId === personId && issi !== null)
    const taught = competences.some(
      (row) => row.personId === personId && row.modelId === radios[0]?.modelId && row.expiresAt > Date.now(),
    )
    const fits = person?.roles.length === 1 && compartments.length === 0 && radios.length === 1 && taught
    const spare = units.some((unit) => unit.personId === personId && !hasTracker(unit))
    return personId !== null && fits && spare && !known.has(personId) ? [personId] : []
  })
}

function hasTracker({ addresses }: UnitRow): boolean {
  return addresses.some(({ kind }) => kind === 'osmand')
}

function found<T>(rows: readonly T[], wanted: (row: T) => boolean): T {
  const row = rows.find(wanted)
  if (row === undefined) throw new Error('the small agency lacks what this test needs')
  return row
}
