import nodeSchedule from 'node-schedule';

/** Calls back at a time. */
export interface Alarm {
  /** Calls `action` once at a time in milliseconds since the epoch, at once when that has passed; returns the function that cancels it. */
  set(atMs: number, action: () => void): () => void;
}

/** The alarm of the machine's own clock. It holds no state: what is due is decided anew at every call. */
export const nodeScheduleAlarm: Alarm = {
  set: (atMs, action) => {
    const job = nodeSchedule.scheduleJob(new Date(atMs), () => action());
    // node-schedule makes no job of a time that has passed.
    const immediate = (job as typeof job | null) === null ? setImmediate(action) : undefined;
    return () => {
      if (immediate !== undefined) clearImmediate(immediate);
      else job.cancel();
    };
  },
};
