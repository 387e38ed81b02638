// Stands for the package of that name, which exists only inside the build of Next.
export {};
