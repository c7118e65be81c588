/** Compute resources of each instance, as Kubernetes quantities. */
export interface ResourceFlags {
  cpu?: string;
  cpuLimit?: string;
  memory?: string;
  memoryLimit?: string;
}

type Quantities = { cpu?: string; memory?: string };

const quantities = (cpu: string | undefined, memory: string | undefined): Quantities => ({
  ...(cpu === undefined ? {} : { cpu }),
  ...(memory === undefined ? {} : { memory }),
});

/** The `resources` of a mutation's input; nothing when no flag asks for any. */
export const resourcesInput = ({ cpu, cpuLimit, memory, memoryLimit }: ResourceFlags): { resources?: { requests?: Quantities; limits?: Quantities } } => {
  const requests = quantities(cpu, memory);
  const limits = quantities(cpuLimit, memoryLimit);
  const resources = {
    ...(Object.keys(requests).length === 0 ? {} : { requests }),
    ...(Object.keys(limits).length === 0 ? {} : { limits }),
  };
  return Object.keys(resources).length === 0 ? {} : { resources };
};
