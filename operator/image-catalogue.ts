/** What runs for one major version of PostgreSQL. */
export interface CatalogueEntry {
  /** Major version. */
  readonly version: number;
  /** Image with PostgreSQL and Patroni. */
  readonly image: string;
  /** Directory of PostgreSQL's executables in the image. */
  readonly binDir: string;
  /** Directories of the executables of older major versions in the image, which an upgrade to this one needs. */
  readonly olderBinDirs?: Readonly<Record<number, string>>;
  /** What the image's Patroni calls the leader in the role label: `primary` from Patroni 4 on. */
  readonly patroniLeaderLabel: 'master' | 'primary';
  /** Image with postgres_exporter; there is no monitoring without one. */
  readonly exporterImage?: string;
  /** Image with PgBouncer; there is no pooler without one. */
  readonly poolerImage?: string;
}

/** The versions on offer. */
export type ImageCatalogue = readonly CatalogueEntry[];

/** The entry of a major version; undefined when it is not on offer. */
export const catalogueEntry = (catalogue: ImageCatalogue, version: number): CatalogueEntry | undefined =>
  catalogue.find((entry) => entry.version === version);
