/** Texts with a meaning: ids, dates, times. At run time they are what came over the wire. */

declare const brand: unique symbol;

/**
 * Text that stands for one kind of thing. Plain text may be given where it is wanted, but not
 * another kind: a `CampaignId` where a `TenantId` belongs does not compile.
 */
export type Branded<Name extends string> = string & { readonly [brand]?: Name };

/** Date and time by RFC 3339: `2026-11-23T10:00:00Z`. */
export type DateTime = Branded<"date-time">;

/** Date by RFC 3339: `2026-11-23`. */
export type CalendarDate = Branded<"date">;

/**
 * Text that no known variant of a union has here: a later version of the service may answer with
 * variants that this package does not know.
 */
export type Unrecognized = string & { readonly [brand]: "unknown" };

/** Writes a point in time, in UTC. */
export function toDateTime(date: Date): DateTime {
  return date.toISOString();
}

/** Writes the day that a point in time has in UTC. */
export function toCalendarDate(date: Date): CalendarDate {
  return date.toISOString().slice(0, 10);
}

/** Reads a point in time, or the first moment (in UTC) of a day. */
export function toDate(text: DateTime | CalendarDate): Date {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) {
    throw new RangeError(`"${text}" is neither a date nor a date and time`);
  }
  return date;
}
