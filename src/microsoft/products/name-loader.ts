/** What Microsoft calls its products and the apps in them; Graph tells codes only. Names are never translated. */
export interface ProductNames {
  /** By part number. A product that Microsoft's list lacks is called by that. */
  readonly product: (skuPartNumber: string, skuId?: string) => string;
  /** By service plan name. An app that Microsoft's list lacks is called by that. */
  readonly app: (servicePlanName: string, servicePlanId?: string) => string;
}

/**
 * What the portal calls plans and apps in place of Microsoft's names: by SKU id or part number, by service plan id or
 * service plan name. An id goes before a code, which a product and an app may share.
 */
export type OwnNames = Readonly<Record<string, string>>;

/** What the file of names holds. */
interface ProductList {
  readonly productNames: Readonly<Record<string, string>>;
  readonly appNames: Readonly<Record<string, string>>;
}

/**
 * Makes what gives the names, asking for their list once.
 *
 * @param read - gives Microsoft's list
 */
export function createNameLoader(
  read: () => Promise<ProductList>,
): (own?: OwnNames) => Promise<ProductNames> {
  let loaded: Promise<ProductNames> | undefined;
  const load = async (): Promise<ProductNames> => {
    try {
      const { appNames, productNames } = await read();
      // As maps, for a code from outside may be a word that every object knows.
      return createNames(new Map(Object.entries(productNames)), new Map(Object.entries(appNames)));
    } catch {
      loaded = undefined;
      return createNames(new Map(), new Map());
    }
  };
  return async (own) => layOver(await (loaded ??= load()), own);
}

function createNames(products: ReadonlyMap<string, string>, apps: ReadonlyMap<string, string>): ProductNames {
  return {
    product: (skuPartNumber) => products.get(skuPartNumber) ?? skuPartNumber,
    app: (servicePlanName) => apps.get(servicePlanName) ?? servicePlanName,
  };
}

function layOver(names: ProductNames, own: OwnNames = {}): ProductNames {
  const given = new Map(Object.entries(own));
  if (given.size === 0) return names;
  return {
    product: (code, id = code) => given.get(id) ?? given.get(code) ?? names.product(code),
    app: (code, id = code) => given.get(id) ?? given.get(code) ?? names.app(code),
  };
}
