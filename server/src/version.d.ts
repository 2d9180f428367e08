/** The version of the package, put in by the bundler. */
declare const __VERSION__: string;
