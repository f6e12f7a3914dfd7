/**
 * Notebooks as files and headless runs of them: reading .ipynb, finding or installing Jupyter,
 * executing through nbclient in the real kernel, reports. Knows nothing of DJL or of the models.
 */
package cnnbook.notebook;
