// Labels that a program puts on its own Pods while it runs, so that a Service follows the one that leads.

/** What members of a cluster call each other. */
const ROLE =
  /^(?:active|follower|leader|main|master|passive|primary|reader|replica|secondary|slave|standby|sync_standby|writer)$/;

/** What only an election can tell, whatever the key: `operator: leader`. */
const LEADING = /^(?:follower|leader)$/;

const ROLE_KEY = /(?:^|[-_./])(?:role|state|type)$|role$/i;

/** Vault: developer.hashicorp.com/vault/docs/configuration/service-registration/kubernetes; others name them alike. */
const FLAG_KEY = /(?:^|[-_./])(?:active|initialized|leader|master|perf-standby|primary|sealed|standby)$/;

/** Does a pair of a selector read as one that the program itself keeps: `spilo-role: master`, `vault-active: "true"`? */
export function isRunTimeLabel(key: string, value: string): boolean {
  return (
    LEADING.test(value) ||
    (ROLE_KEY.test(key) && ROLE.test(value)) ||
    (FLAG_KEY.test(key) && /^(?:true|false)$/.test(value))
  );
}
