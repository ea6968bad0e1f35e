// GorillaFileSystem's constants, as gorilla_file_system.py of bfcl-eval has them.

/** Characters that no name of a new file or directory may hold. */
export const FORBIDDEN = '|/\\?%*:"><'

export const SIZE_UNITS = ['B', 'KB', 'MB', 'GB', 'TB']
