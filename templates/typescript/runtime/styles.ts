/**
 * Parameters that are not the usual ones: other places than the query string, other styles than
 * `form`. Generated operations import what they need.
 */

import type { Part } from "./operation.js";
import { form, type Style } from "./parts.js";
import { segment } from "./request.js";

/** Writes one value that is not a list or an object. */
type Encode = (text: string) => string;

/** A header. */
export function header(member: string, name: string, style: Style = simpleRaw): Part {
  return ({ headers }, members) => {
    const text = style(name, members.get(member));
    if (text) {
      headers.set(name, text);
    }
  };
}

/** A cookie. */
export function cookie(member: string, name: string, style: Style = cookieForm): Part {
  return ({ headers }, members) => {
    const text = style(name, members.get(member));
    const others = headers.get("Cookie");
    if (text) {
      headers.set("Cookie", others ? `${others}; ${text}` : text);
    }
  };
}

/** A parameter of the path that is a list or an object, or in another style than `simple`. */
export function path(member: string, name: string = member, style: Style = simple): Part {
  return (draft, members) => {
    const text = segment(member, style(name, members.get(member)));
    draft.path = draft.path.replaceAll(`{${member}}`, () => text);
  };
}

/**
 * The expansion of RFC 6570 that OpenAPI's styles are made of.
 *
 * `prefix` stands first, `between` between parts that are written one by one, and `delimiter`
 * between parts that are written together. `named` says whether the name is written.
 */
function expand(
  prefix: string,
  between: string,
  named: boolean,
  explode: boolean,
  encode: Encode = encodeURIComponent,
  delimiter = ",",
): Style {
  const text = (value: unknown): string =>
    encode(typeof value === "object" ? JSON.stringify(value) : String(value));
  return (name, value) => {
    if (value == null) {
      return "";
    }
    const label = named ? `${encode(name)}=` : "";
    if (typeof value !== "object") {
      return prefix + label + text(value);
    }
    const parts = Object.entries(value)
      .filter(([, entry]) => entry != null)
      .map(([key, entry]) => {
        if (Array.isArray(value)) {
          return explode ? label + text(entry) : text(entry);
        }
        return encode(key) + (explode ? "=" : delimiter) + text(entry);
      });
    return parts.length
      ? prefix + (explode ? parts.join(between) : label + parts.join(delimiter))
      : "";
  };
}

/**
 * Leaves reserved characters as they are, and what is escaped already (`allowReserved`); but for
 * those that would end the value: `#`, `&` and `+`.
 */
const reserved: Encode = (text) =>
  encodeURI(text)
    .replace(/%25([0-9A-Fa-f]{2})/g, "%$1")
    .replace(/[#&+]/g, encodeURIComponent);

/** `3,4,5`: the usual style of paths. */
export const simple: Style = /* @__PURE__ */ expand("", ",", false, false);
/** `R=100,G=200` */
export const simpleExplode: Style = /* @__PURE__ */ expand("", ",", false, true);
/** `a/b`: `simple` with reserved characters as they are. */
export const simpleReserved: Style = /* @__PURE__ */ expand("", ",", false, false, reserved);
/** `3,4,5` with nothing escaped: the usual style of headers. */
export const simpleRaw: Style = /* @__PURE__ */ expand("", ",", false, false, String);
/** `R=100,G=200` with nothing escaped. */
export const simpleRawExplode: Style = /* @__PURE__ */ expand("", ",", false, true, String);
/** `.3,4,5` */
export const label: Style = /* @__PURE__ */ expand(".", ".", false, false);
/** `.3.4.5` */
export const labelExplode: Style = /* @__PURE__ */ expand(".", ".", false, true);
/** `;color=3,4,5` */
export const matrix: Style = /* @__PURE__ */ expand(";", ";", true, false);
/** `;color=3;color=4` */
export const matrixExplode: Style = /* @__PURE__ */ expand(";", ";", true, true);
/** `color=3,4,5` */
export const formJoined: Style = /* @__PURE__ */ expand("", "&", true, false);
/** `path=a/b`: `form`, exploded, with reserved characters as they are. */
export const formReserved: Style = /* @__PURE__ */ expand("", "&", true, true, reserved);
/** `path=a/b,c`: `form`, joined, with reserved characters as they are. */
export const formJoinedReserved: Style = /* @__PURE__ */ expand("", "&", true, false, reserved);
/** `color=3%204%205` */
export const spaceDelimited: Style = (name, value) =>
  expand("", "&", true, false, encodeURIComponent, "%20")(name, value);
/** `color=3%7C4%7C5` */
export const pipeDelimited: Style = (name, value) =>
  expand("", "&", true, false, encodeURIComponent, "%7C")(name, value);
/** `color=3; color=4`: the usual style of cookies. */
export const cookieForm: Style = /* @__PURE__ */ expand("", "; ", true, true);
/** `color=3; color=4` with nothing escaped (`style: cookie`). */
export const cookieRaw: Style = /* @__PURE__ */ expand("", "; ", true, true, String);
/** `color=3,4` in a cookie, with nothing escaped. */
export const cookieRawJoined: Style = /* @__PURE__ */ expand("", "; ", true, false, String);

/** `color[R]=100&color[G]=200`, to any depth. */
export const deepObject: Style = (name, value) => {
  const pairs: string[] = [];
  const visit = (key: string, inner: unknown): void => {
    if (typeof inner === "object" && inner !== null) {
      for (const [member, entry] of Object.entries(inner)) {
        visit(`${key}[${encodeURIComponent(member)}]`, entry);
      }
    } else if (inner != null) {
      pairs.push(`${key}=${encodeURIComponent(String(inner))}`);
    }
  };
  visit(encodeURIComponent(name), value);
  return pairs.join("&");
};

/** JSON in a path (`content`). */
export const simpleJson: Style = (_name, value) =>
  value === undefined ? "" : encodeURIComponent(JSON.stringify(value));

/** `filter=%7B%22a%22%3A1%7D`: JSON in a query string or a cookie (`content`). */
export const formJson: Style = (name, value) =>
  value === undefined
    ? ""
    : `${encodeURIComponent(name)}=${encodeURIComponent(JSON.stringify(value))}`;

/** JSON in a header (`content`), with everything beyond ASCII escaped. */
export const headerJson: Style = (_name, value) =>
  value === undefined
    ? ""
    : JSON.stringify(value).replace(
        /[\u007f-\uffff]/g,
        (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
      );

/** The whole query string (`in: querystring`): each member of the value as in a form. */
export const wholeForm: Style = (_name, value) =>
  Object.entries(value ?? {})
    .map(([member, entry]) => form(member, entry))
    .filter((text) => text)
    .join("&");

/** The whole query string (`in: querystring`) as JSON. */
export const wholeJson: Style = simpleJson;
