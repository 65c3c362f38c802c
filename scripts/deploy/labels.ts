/** Names and labels of an object that belongs to a process. */
export function meta(name: string, process = name) {
  return { name, labels: labelsOf(process) };
}

/** The pods of a process. */
export function selectorOf(process: string) {
  return { matchLabels: { 'app.kubernetes.io/name': process } };
}

/** Labels of everything that belongs to a process. */
export function labelsOf(process: string) {
  return { 'app.kubernetes.io/name': process, 'app.kubernetes.io/part-of': 'aeo-federation' };
}
