"""Files that hold other files: zip, tar and web archives."""
