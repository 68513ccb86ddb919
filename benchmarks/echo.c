/* The fastest server there can be: sends every datagram back. Prints its port, runs until killed. */

#include <arpa/inet.h>
#include <stdio.h>
#include <sys/socket.h>

int main(void)
{
    int sock = socket(AF_INET, SOCK_DGRAM, 0), buffer = 1 << 20;
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof here;
    setsockopt(sock, SOL_SOCKET, SO_RCVBUF, &buffer, sizeof buffer);
    if (bind(sock, (struct sockaddr *)&here, size) || getsockname(sock, (struct sockaddr *)&here, &size)) {
        perror("echo");
        return 1;
    }
    printf("%d\n", ntohs(here.sin_port));
    fflush(stdout);
    for (;;) {
        char data[8192];
        struct sockaddr_in sender;
        size = sizeof sender;
        ssize_t bytes = recvfrom(sock, data, sizeof data, 0, (struct sockaddr *)&sender, &size);
        if (bytes >= 0)
            sendto(sock, data, bytes, 0, (struct sockaddr *)&sender, size);
    }
}
