// The rule target-port-unresolved: names that Pods declare, Pods that are not known, and ports that are meant.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { documents, files } from "./deployment-rwo-claim";
import { workload } from "./network-objects";

const id = "target-port-unresolved";
const warning = `${id} warning`;

const to = (target: string, marker = "", selector = "{app: db}") =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  selector: ${selector}\n  ports:\n    - port: 80\n      targetPort: ${target}\n${marker && `#                 ${"^".repeat(target.length)} ${marker}\n`}`;
const web = (ports: string, kind = "Deployment", name = "db") =>
  workload({ kind, name, container: ports === "" ? "" : `ports: [${ports}]` });
const http = "{name: http, containerPort: 80}";

describe("warns", () => {
  it("says what is here, what will happen and what to do", () => {
    const source = documents(
      to(
        "https",
        `${warning}: No container of Deployment "db" declares a port "https": the Service leads nowhere. Use http.`,
      ),
      web(http),
    );
    checkRule(id, source);
    expect(relatedOf(id, source)).toEqual(['The selector matches the Pods of Deployment "db"']);
  });
  it("where no port has a name", () =>
    checkRule(
      id,
      documents(
        to(
          "http",
          `${warning}: No container of StatefulSet "db" declares a port "http": the Service leads nowhere. Declare it, or use a number.`,
        ),
        web("{containerPort: 80}", "StatefulSet"),
      ),
    ));
  it("where none of several workloads has it", () =>
    checkRule(
      id,
      documents(
        to(
          "admin",
          `${warning}: No container of 2 workloads declares a port "admin": the Service leads nowhere. Use http.`,
        ),
        web(http),
        web(http, "StatefulSet", "other"),
      ),
    ));
  it("with three names at most", () =>
    checkRule(
      id,
      documents(
        to(
          "admin",
          `${warning}: No container of Deployment "db" declares a port "admin": the Service leads nowhere. Use a, b, c, ….`,
        ),
        web(
          "{name: a, containerPort: 1}, {name: b, containerPort: 2}, {name: c, containerPort: 3}, {name: d, containerPort: 4}",
        ),
      ),
    ));
  it("of a port that only an init container has", () =>
    checkRule(
      id,
      documents(
        to("setup", warning),
        workload({
          kind: "Deployment",
          pod: "initContainers: [{name: i, image: i, ports: [{name: setup, containerPort: 1}]}]",
        }),
      ),
    ));
});

describe("a name of another protocol", () => {
  const dns = "{name: dns, containerPort: 53, protocol: UDP}";
  const udp = (text: string) => text.replace("    - port: 80\n", "    - port: 80\n      protocol: UDP\n");
  it("leads nowhere", () => {
    checkRule(
      id,
      documents(
        to(
          "dns",
          `${warning}: Port "dns" of Deployment "db" is UDP, not TCP: the Service leads nowhere. Declare one for TCP, or use a number.`,
        ),
        web(dns),
      ),
    );
    checkRule(id, documents(udp(to("http", warning)), web(`${http}, ${dns}`)));
  });
  it("fp-same-protocol", () => {
    checkRule(id, documents(udp(to("dns")), web(dns)));
    checkRule(id, documents(to("dns"), web("{name: dns, containerPort: 53, protocol: TCP}")));
    checkRule(id, documents(to("dns"), web('{name: dns, containerPort: 53, protocol: "${PROTOCOL}"}')));
    checkRule(id, documents(to("dns").replace("- port: 80", '- protocol: "${P}"\n      port: 80'), web(dns)));
  });
  it("gets the name that has the wanted one", () =>
    checkFix(
      id,
      "Use port 'x'",
      documents(to("dns"), web(`${dns}, {name: dns-tcp, containerPort: 53}`)),
      documents(to("dns-tcp"), web(`${dns}, {name: dns-tcp, containerPort: 53}`)),
    ));
});

describe("is silent", () => {
  it("fp-declared", () => checkRule(id, documents(to("http"), web(http))));
  it("fp-declared-by-one-of-several", () =>
    checkRule(id, documents(to("http"), web(http), web("", "StatefulSet", "other"))));
  it("fp-placeholder: names of ports are in lower case", () => checkRule(id, documents(to("PORT"), web(http))));
  it("fp-number", () => {
    checkRule(id, documents(to("8080"), web(http)));
    checkRule(id, documents(to('"8080"'), web(http)));
  });
  it("fp-native-sidecar", () =>
    checkRule(
      id,
      documents(
        to("proxy"),
        workload({
          kind: "Deployment",
          pod: "initContainers: [{name: i, image: i, restartPolicy: Always, ports: [{name: proxy, containerPort: 1}]}]",
        }),
      ),
    ));
  it("fp-no-pods-here", () => {
    checkRule(id, to("https"));
    checkRule(id, documents(to("https", "", "{app: x}"), web(http)));
  });
  it("fp-pods-of-another-unit", () => checkRule(id, files({ "a/service.yaml": to("https"), "b/web.yaml": web(http) })));
  it("fp-no-selector", () => checkRule(id, documents(to("https").replace("  selector: {app: db}\n", ""), web(http))));
  it("fp-variable", () => checkRule(id, documents(to('"${PORT_NAME}"'), web(http))));
  it("fp-injected-by-a-mesh", () => checkRule(id, documents(to("http-envoy-prom"), web(http))));
  it("fp-port-by-a-patch", () =>
    checkRule(
      id,
      files({
        "kustomization.yaml": "resources: [a.yaml]\npatches: [{path: p.yaml}]\n",
        "a.yaml": documents(to("admin"), web(http)),
        "p.yaml":
          "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: db}\nspec: {template: {spec: {containers: [{name: db, ports: [{name: admin, containerPort: 81}]}]}}}\n",
      }),
    ));
});

describe("Use port 'x'", () => {
  const title = "Use port 'x'";
  it("with nearly that name", () =>
    checkFix(
      id,
      title,
      documents(to('"htp" # x'), web(`${http}, {name: admin, containerPort: 81}`)),
      documents(to('"http" # x'), web(`${http}, {name: admin, containerPort: 81}`)),
    ));
  it("the only one, by its name", () =>
    checkFix(id, title, documents(to("frontend"), web(http)), documents(to("http"), web(http))));
  it("the only one, by its number", () =>
    checkFix(
      id,
      title,
      documents(to("http"), web("{containerPort: 8080}")),
      documents(to("8080"), web("{containerPort: 8080}")),
    ));
  it("is not offered where only an overlay gives the port another name", () => {
    const source = files({
      "base/kustomization.yaml": "resources: [a.yaml]\n",
      "base/a.yaml": documents(to("http"), web(http)),
      "prod/kustomization.yaml": `resources: [../base]\npatches: [{path: p.yaml}]\n`,
      "prod/p.yaml":
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: db}\nspec: {template: {spec: {containers: [{name: db, ports: [{name: web, containerPort: 80}]}]}}}\n",
    });
    expect(fixTitles(id, source)).toEqual([]);
  });
  it("is not offered where the Pods' only port serves something else", () => {
    expect(fixTitles(id, documents(to("debug"), web("{containerPort: 2375}")))).toEqual([]);
    expect(fixTitles(id, documents(to("http-metrics"), web(http)))).toEqual([]);
    expect(fixTitles(id, documents(to("metrics"), web("{name: metric, containerPort: 9090}")))).toEqual([
      title.replace("x", "metric"),
    ]);
  });
  it("is not offered where it may be any of several", () =>
    expect(fixTitles(id, documents(to("frontend"), web(`${http}, {name: admin, containerPort: 81}`)))).toEqual([]));
});
