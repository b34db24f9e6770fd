// The words of the scripts that pages of papers do not load at once; the build fills it in.
