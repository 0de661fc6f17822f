# Installed: headers, both libraries, the command, the CMake package and libpilkada.pc.
