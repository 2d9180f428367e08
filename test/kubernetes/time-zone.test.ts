// Names of time zones: those that the API server can load.
import { expect, it } from "vitest";
import { isTimeZone } from "../../server/src/kubernetes/time-zone";

it.each(
  "Europe/Berlin Etc/UTC UTC GMT EST Asia/Calcutta US/Pacific Etc/GMT+5 Europe/Kyiv Europe/Kiev Zulu America/Coyhaique GB Factory posixrules right/UTC CET PST8PDT America/Argentina/Buenos_Aires".split(
    " ",
  ),
)("%s is one", (name) => expect(isTimeZone(name)).toBe(true));

it.each([
  ..."Local local Europe/Nowhere europe/berlin Europe/berlin UTC+2 +02:00 PST IST CST ACT utc SystemV/AST4 JST est Berlin Etc/ /UTC".split(
    " ",
  ),
  "",
])('"%s" is none', (name) => expect(isTimeZone(name)).toBe(false));
