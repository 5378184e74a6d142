/** Lists that come page by page: {@link lists} describes them, {@link ListCall} reads it. */

import { Call, type CallStart } from "./call.js";
import type { Operation, Success } from "./operation.js";
import { operation } from "./operation.js";
import { trust } from "./trust.js";

declare const listed: unique symbol;

/** A page of a list. */
export type Page = Success<readonly unknown[]>;

/** An operation that answers a list. */
export interface ListOperation<in Request, out Answer, out Failure>
  extends Operation<Request, Answer, Failure> {
  readonly [listed]?: true;
}

/** A call for a list: a promise of its first page, and an async iterable of all its elements. */
export class ListCall<Answer extends Page, Failure>
  extends Call<Answer, Failure>
  implements AsyncIterable<Answer["data"][number]>
{
  readonly #next: (page: Answer) => Promise<Answer> | undefined;

  constructor(first: Promise<Answer>, next: (page: Answer) => Promise<Answer> | undefined) {
    super(first);
    this.#next = next;
  }

  /** Page by page, each with its meta. The next one is asked for when it is needed. */
  async *pages(): AsyncGenerator<Answer, void, undefined> {
    for (let page: Promise<Answer> | undefined = this.withMeta(); page; ) {
      const answer: Answer = await page;
      yield answer;
      page = this.#next(answer);
    }
  }

  /** Element by element, over all pages. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Answer["data"][number], void, undefined> {
    for await (const page of this.pages()) {
      // The compiler cannot see that elements are no promises.
      yield* trust<Awaited<Answer["data"][number]>[]>(page.data);
    }
  }

  /** At most `limit` elements, over all pages, in one array. */
  async all(options: { readonly limit: number }): Promise<Answer["data"][number][]> {
    const elements: Answer["data"][number][] = [];
    for await (const page of this.pages()) {
      elements.push(...page.data.slice(0, options.limit - elements.length));
      if (elements.length >= options.limit) {
        break;
      }
    }
    return elements;
  }
}

/** Describes an operation that answers a list. */
export type List = (
  ...description: Parameters<typeof operation>
) => ListOperation<unknown, never, never>;

/**
 * Lists that go on where `meta` says: its member `next` is the request's member `cursor` of the
 * next page.
 */
export function lists(cursor: string, next: string): List {
  const start: CallStart = (send) =>
    new ListCall(trust<Promise<Page>>(send()), (page) => {
      const value: unknown = Object(page.meta)[next];
      return value ? trust<Promise<Page>>(send({ [cursor]: value })) : undefined;
    });
  return (...description) => ({ ...operation(...description), start });
}
