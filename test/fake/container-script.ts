/** What containers of restores run, with a directory of a test in place of those that only a container has. */
export const containerScript = (script: string, directory: string): string =>
  script.replace('work=/tmp/recovery', `work=${directory}/work`).replaceAll('/dev/termination-log', `${directory}/termination-log`);
