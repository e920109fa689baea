import { createNameLoader } from '../../microsoft/products/name-loader.js';
import { loadCode } from '../../model/page/load-code.js';

/**
 * Loads the names, once for all who ask. Where their file does not arrive, everything is called by its code: nobody is to
 * miss the licenses for want of names. Whoever asks next tries again.
 */
export const loadProductNames = createNameLoader(() =>
  loadCode(() => import('../../microsoft/products/product-list.js')),
);
