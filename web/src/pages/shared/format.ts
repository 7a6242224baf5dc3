// Days, numbers and names as pages show them.

import { lang, t } from './desk'

/** A day of the calendar as the language writes it; what is no whole day stays as it is. */
export function day(iso: string | null | undefined): string {
  if (!iso) return t('no-day')
  const [year, month, date] = iso.split('-').map(Number)
  if (!year || !month || !date) return iso
  return new Intl.DateTimeFormat(lang(), { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.UTC(year, month - 1, date))
}

export function number(value: number, digits = 2): string {
  return new Intl.NumberFormat(lang(), { maximumFractionDigits: digits }).format(value)
}

export function percent(share: number): string {
  return new Intl.NumberFormat(lang(), { style: 'percent', maximumFractionDigits: 0 }).format(share)
}

/** Names by commas, as the language joins them. */
export function list(names: string[]): string {
  return new Intl.ListFormat(lang(), { type: 'unit', style: 'narrow' }).format(names)
}

/** A word of the interface for a word of a closed list; the word itself where there is none. */
export function word(group: string, name: string | null | undefined): string {
  if (!name) return ''
  const found = t(`${group}-${name.replaceAll(/[^a-z0-9]+/gi, '-')}`)
  return found.startsWith(`${group}-`) ? name : found
}

/** The address of a page with these parameters; empty ones are left out. */
export function address(path: string, parameters: Record<string, string | string[] | null | undefined>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one) query.append(name, one)
  }
  const text = query.toString()
  return text ? `${path}?${text}` : path
}

/** The beginning of an id, as lists show it. */
export function brief(id: string): string {
  return id.slice(0, 8)
}
