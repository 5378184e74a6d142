import assert from "node:assert/strict";
import { test } from "node:test";

import { bind, type ListMethod, type Method } from "../runtime/client.js";
import { connect, type Core } from "../runtime/core.js";
import { isApiError, type ApiError } from "../runtime/errors.js";
import { operation, type Operation, type Success } from "../runtime/operation.js";
import { query } from "../runtime/parts.js";
import { toCalendarDate, toDate, toDateTime, type Branded } from "../runtime/scalars.js";
import { conventions } from "./conventions.js";
import {
  fault,
  listPets,
  rejection,
  serve,
  success,
  type Pet,
} from "./service.js";

interface GetHomeRequest {
  readonly tenantId: string;
  readonly room?: string;
}

type HomeSuccess = Success<Pet, { readonly as_of: string }>;
type HomeError = ApiError<"RESOURCE_NOT_FOUND" | "TENANT_GONE">;

const getHome: Operation<GetHomeRequest, HomeSuccess, HomeError> = operation(
  "getHome",
  "GET",
  "/tenants/{tenantId}/home",
  () => [query("room")],
);

interface Client<Names extends PropertyKey> {
  readonly homes: {
    readonly get: Method<GetHomeRequest, HomeSuccess, HomeError, Names>;
  };
  readonly pets: {
    readonly list: ListMethod<
      { kind?: string },
      Success<readonly Pet[], { readonly next_cursor: string | null }>,
      ApiError,
      Names
    >;
  };
}

function clientOf<Names extends PropertyKey>(url: string, bound?: object): Client<Names> {
  const core: Core = connect<never>(
    { baseUrl: url },
    { conventions, authorize: async () => String, bound: { ...bound } },
  );
  return bind<Client<Names>>(core, { homes: { get: getHome }, pets: { list: listPets } });
}

test("parameters of the client are sent, and given for a call they win", async (t) => {
  const service = await serve(t, () => [200, success({ name: "Rex" })]);
  const client = clientOf<"tenantId">(service.url, { tenantId: "tn_1" });
  await client.homes.get();
  await client.homes.get({ tenantId: "tn_2", room: "a" });
  assert.deepEqual(
    service.arrived.map((one) => one.url),
    ["/tenants/tn_1/home", "/tenants/tn_2/home?room=a"],
  );
});

test("lists are lists as methods too", async (t) => {
  const service = await serve(t, () => [200, success([{ name: "a" }], { next_cursor: null })]);
  const all = await clientOf<never>(service.url).pets.list().all({ limit: 9 });
  assert.deepEqual(all, [{ name: "a" }]);
});

test("an error is known by the method that was called", async (t) => {
  const service = await serve(t, () => [404, fault("TENANT_GONE")]);
  const client = clientOf<never>(service.url);
  const error = await rejection(client.homes.get({ tenantId: "tn_1" }));
  assert.ok(isApiError(error, client.homes.get));
  assert.ok(!isApiError(error, client.pets.list));
  assert.equal(client.homes.get.operation, getHome);
});

test("dates go to texts and back", () => {
  const date = new Date("2026-11-23T10:00:00.000Z");
  assert.equal(toDateTime(date), "2026-11-23T10:00:00.000Z");
  assert.equal(toCalendarDate(date), "2026-11-23");
  assert.equal(toDate("2026-11-23T10:00:00Z").getTime(), date.getTime());
  assert.equal(toDate("2026-11-23").getTime(), Date.parse("2026-11-23T00:00:00Z"));
  assert.throws(() => toDate("soon"), RangeError);
});

/** What the compiler infers and refuses; compiled with the tests, and never called. */
export async function types(
  bound: Client<"tenantId">,
  free: Client<never>,
  core: Core,
): Promise<void> {
  const name: string = (await bound.homes.get()).name;
  const { data, meta } = await free.homes.get({ tenantId: name }).withMeta();
  const asOf: string = meta.as_of + data.name;
  // @ts-expect-error: the client has no tenant.
  await free.homes.get();
  // @ts-expect-error: the client has no tenant.
  await free.homes.get({ room: asOf });
  // @ts-expect-error: there is no such parameter.
  await bound.homes.get({ rom: asOf });
  // @ts-expect-error: nothing is not a text.
  await bound.homes.get({ room: null });
  // @ts-expect-error: one element has no pages.
  bound.homes.get().pages();
  for await (const pet of bound.pets.list()) {
    const text: string = pet.name;
    void text;
  }
  const pets: readonly Pet[] = await core.call(listPets, { kind: "cat" });
  void pets;
  const outcome = await bound.homes.get().safe();
  if (outcome.ok) {
    const pet: Pet = outcome.data;
    void pet;
  } else if (outcome.error.name === "ApiError") {
    const code: "RESOURCE_NOT_FOUND" | "TENANT_GONE" | (string & {}) = outcome.error.code;
    void code;
  } else {
    const rest: "ConnectionError" | "TimeoutError" | "AbortedError" | "DecodeError" =
      outcome.error.name;
    void rest;
  }
  try {
    await bound.homes.get();
  } catch (error) {
    if (isApiError(error, bound.homes.get)) {
      const { code } = error;
      switch (code) {
        case "TENANT_GONE": {
          break;
        }
        // @ts-expect-error: no code is a number.
        case 7: {
          break;
        }
        default: {
          const open: string = code;
          void open;
        }
      }
    }
  }
  const tenant: Branded<"TenantId"> = "tn_1";
  // @ts-expect-error: a tenant is no campaign.
  const campaign: Branded<"CampaignId"> = tenant;
  void campaign;
}
